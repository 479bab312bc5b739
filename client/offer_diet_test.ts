import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { trimSdp } from "./offer_diet.ts";

describe("trimSdp()", () => {
  it("drops candidates over TCP and repeated msids, and nothing else", () => {
    const kept = [
      "v=0",
      "a=candidate:1 1 udp 2122063615 192.0.2.2 56072 typ host generation 0",
      "a=msid:- 6688500f",
      "a=ssrc:910880675 cname:fMX1VQbf9V7qnp9k",
    ];
    const dropped = [
      "a=candidate:2 1 tcp 1518083839 192.0.2.2 9 typ host tcptype active",
      "a=ssrc:910880675 msid:- 6688500f",
    ];
    const sdp = [...kept.slice(0, 2), ...dropped, ...kept.slice(2)].map((line) => `${line}\r\n`).join("");
    assert.equal(trimSdp(sdp), kept.map((line) => `${line}\r\n`).join(""));
  });
});
