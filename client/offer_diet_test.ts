import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { trimSdp, useful, withoutCandidates } from "./offer_diet.ts";

describe("trimSdp()", () => {
  it("drops candidates over TCP, repeated msids and RTCP's address, and nothing else", () => {
    const kept = [
      "v=0",
      "a=candidate:1 1 udp 2122063615 192.0.2.2 56072 typ host",
      "a=msid:- 6688500f",
      "a=ssrc:910880675 cname:fMX1VQbf9V7qnp9k",
    ];
    const dropped = [
      "a=candidate:2 1 tcp 1518083839 192.0.2.2 9 typ host tcptype active",
      "a=ssrc:910880675 msid:- 6688500f",
      "a=rtcp:9 IN IP4 0.0.0.0",
    ];
    const sdp = [...kept.slice(0, 2), ...dropped, ...kept.slice(2)].map((line) => `${line}\r\n`).join("");
    assert.equal(trimSdp(sdp), kept.map((line) => `${line}\r\n`).join(""));
  });

  it("keeps what ICE needs of a candidate", () => {
    const given =
      "a=candidate:366191097 1 udp 2122260223 192.0.2.7 41106 typ host generation 0 network-id 3 network-cost 50";
    assert.equal(trimSdp(given), "a=candidate:366191097 1 udp 2122260223 192.0.2.7 41106 typ host");
  });
});

describe("withoutCandidates()", () => {
  const candidate = "candidate:1 1 udp 2015363327 192.0.2.1 20001 typ host";
  const media = (lines: readonly string[]) => lines.map((line) => `${line}\r\n`).join("");

  it("takes the candidates out and says which section they stood in", () => {
    const rejected = ["m=audio 0 UDP/TLS/RTP/SAVPF 0", "a=inactive"];
    const kept = ["m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:1"];
    const sdp = media(["v=0", ...rejected, ...kept, `a=${candidate}`, "a=end-of-candidates"]);
    assert.deepEqual(withoutCandidates(sdp), {
      sdp: media(["v=0", ...rejected, ...kept]),
      candidates: [{ candidate, sdpMLineIndex: 1 }],
    });
  });

  it("names those once that stand in every section", () => {
    const section = ["m=audio 9 UDP/TLS/RTP/SAVPF 111", `a=${candidate}`];
    const { sdp, candidates } = withoutCandidates(media(["v=0", ...section, ...section]));
    assert.ok(!sdp.includes("candidate"));
    assert.deepEqual(candidates, [{ candidate, sdpMLineIndex: 0 }]);
  });

  it("leaves a description without any as it is", () => {
    const sdp = media(["v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111"]);
    assert.deepEqual(withoutCandidates(sdp), { sdp, candidates: [] });
  });
});

describe("useful()", () => {
  it("tells what another machine can reach from what it cannot", () => {
    const reachable = ["192.0.2.7", "2001:db8::1", "1f7a5e1c-8f0a-4f0e-9d0e-2f6c1f6f5b1a.local", "12.7.0.0", null];
    for (const address of reachable) assert.equal(useful({ protocol: "udp", address: address }), true, `${address}`);
    for (const address of ["127.0.0.1", "127.8.0.1", "::1"]) {
      assert.equal(useful({ protocol: "udp", address: address }), false, address);
    }
    assert.equal(useful({ protocol: "tcp", address: "192.0.2.7" }), false);
  });
});
