import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { seatId } from "./ids.ts";
import { SILENT } from "./room.ts";
import { decideAskUnmute, decideMute, decideStopScreen, decideUnmute, withoutSilent } from "./silencing.ts";

const ann = seatId("ann");
const seat = { id: ann, muted: false };
const sending = { microphone: true, camera: true, screen: true };

describe("decideMute()", () => {
  it("mutes who is heard", () => {
    const facts = { seat, ownSeat: seatId("host"), media: sending };
    assert.deepEqual(decideMute(facts), { ok: true, value: "mute" });
    assert.deepEqual(decideMute({ ...facts, ownSeat: null }), { ok: true, value: "mute" });
  });

  it("refuses who is not inside, oneself, and who is not heard, in this order", () => {
    assert.deepEqual(decideMute({ seat: null, ownSeat: ann, media: SILENT }), { ok: false, refusal: "not_found" });
    assert.deepEqual(decideMute({ seat, ownSeat: ann, media: SILENT }), { ok: false, refusal: "is_oneself" });
    assert.deepEqual(decideMute({ seat, ownSeat: null, media: SILENT }), { ok: false, refusal: "not_sending" });
  });

  it("leaves who is muted muted", () => {
    const muted = { ...seat, muted: true };
    assert.deepEqual(decideMute({ seat: muted, ownSeat: null, media: SILENT }), { ok: true, value: "is_muted" });
  });
});

describe("decideAskUnmute()", () => {
  it("asks who is not heard", () => {
    assert.deepEqual(decideAskUnmute({ seat, ownSeat: null, media: SILENT }), { ok: true, value: "ask" });
    assert.deepEqual(decideAskUnmute({ seat, ownSeat: null, media: sending }), { ok: true, value: "is_on" });
  });

  it("refuses who is not inside, and oneself", () => {
    const facts = { seat, ownSeat: ann, media: SILENT };
    assert.deepEqual(decideAskUnmute({ ...facts, seat: null }), { ok: false, refusal: "not_found" });
    assert.deepEqual(decideAskUnmute(facts), { ok: false, refusal: "is_oneself" });
  });
});

describe("decideStopScreen()", () => {
  it("stops a screen, and refuses where there is none to stop", () => {
    assert.deepEqual(decideStopScreen({ seat, ownSeat: null, media: sending }), { ok: true, value: "stop" });
    const silent = { seat, ownSeat: null, media: SILENT };
    assert.deepEqual(decideStopScreen(silent), { ok: false, refusal: "not_sending" });
    assert.deepEqual(decideStopScreen({ ...silent, ownSeat: ann }), { ok: false, refusal: "is_oneself" });
    assert.deepEqual(decideStopScreen({ ...silent, seat: null }), { ok: false, refusal: "not_found" });
  });
});

describe("decideUnmute()", () => {
  it("is the setting's, but who looks after the room can always speak", () => {
    const nobody = { host: false, coHost: false };
    assert.equal(decideUnmute(nobody, { selfUnmute: true }).ok, true);
    assert.deepEqual(decideUnmute(nobody, { selfUnmute: false }), { ok: false, refusal: "muted" });
    assert.equal(decideUnmute({ ...nobody, host: true }, { selfUnmute: false }).ok, true);
    assert.equal(decideUnmute({ ...nobody, coHost: true }, { selfUnmute: false }).ok, true);
  });
});

describe("withoutSilent()", () => {
  it("takes out what is dropped, and adds nothing", () => {
    assert.deepEqual(withoutSilent(sending, new Set()), sending);
    assert.deepEqual(withoutSilent(sending, new Set(["microphone"] as const)), { ...sending, microphone: false });
    assert.deepEqual(withoutSilent(SILENT, new Set(["screen"] as const)), SILENT);
  });
});
