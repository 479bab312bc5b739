import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { trimSdp } from "./offer_diet.ts";

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
