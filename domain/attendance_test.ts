import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { type Attendance, ENDS_UNATTENDED_AFTER_MS, planAttendance } from "./attendance.ts";
import type { LockCause, RoomState } from "./room.ts";
import { defaultSettings, type RoomSettings } from "./room_settings.ts";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const LATER = new Date(NOW.getTime() + ENDS_UNATTENDED_AFTER_MS);
const GONE: Attendance = { lookedAfter: "before", unattendedSince: null, endsAt: null };

function room(
  whenHostLeaves: RoomSettings["whenHostLeaves"],
  cause: LockCause | null = null,
  state: RoomState = "open",
): Parameters<typeof planAttendance>[0] {
  return {
    state,
    lock: cause === null ? null : { at: NOW, cause },
    settings: { ...defaultSettings("link"), whenHostLeaves },
  };
}

describe("planAttendance()", () => {
  it("locks, ends later or goes on when nobody with the host's rights is inside any more", () => {
    assert.deepEqual(planAttendance(room("lock"), GONE, NOW), { deed: "lock", unattendedSince: NOW, endsAt: null });
    assert.deepEqual(planAttendance(room("end"), GONE, NOW), { deed: null, unattendedSince: NOW, endsAt: LATER });
    assert.deepEqual(planAttendance(room("go_on"), GONE, NOW), { deed: null, unattendedSince: NOW, endsAt: null });
  });

  it("leaves a lock as it is that is there already", () => {
    assert.equal(planAttendance(room("lock", "deed"), GONE, NOW).deed, null);
  });

  it("does once what it does: who unlocks the door from outside leaves it so", () => {
    for (const setting of ["lock", "end", "go_on"] as const) {
      const { deed: _, ...noted } = planAttendance(room(setting), GONE, NOW);
      const again = planAttendance(room(setting), { lookedAfter: "before", ...noted }, NOW);
      assert.deepEqual(again, { deed: null, ...noted });
    }
  });

  it("ends at that moment, not earlier, whatever was set meanwhile", () => {
    const waiting: Attendance = { lookedAfter: "before", unattendedSince: NOW, endsAt: LATER };
    assert.equal(planAttendance(room("end"), waiting, new Date(LATER.getTime() - 1)).deed, null);
    assert.deepEqual(planAttendance(room("end"), waiting, LATER), { deed: "end", unattendedSince: NOW, endsAt: null });
    assert.equal(planAttendance(room("end"), { ...waiting, endsAt: null }, LATER).deed, null);
  });

  it("takes back what it did when one of them is back, and nothing else", () => {
    const back: Attendance = { lookedAfter: "now", unattendedSince: NOW, endsAt: LATER };
    const expected = { unattendedSince: null, endsAt: null };
    assert.deepEqual(planAttendance(room("lock", "host_gone"), back, LATER), { deed: "unlock", ...expected });
    assert.deepEqual(planAttendance(room("lock", "removal"), back, LATER), { deed: null, ...expected });
    assert.deepEqual(planAttendance(room("lock", "deed"), back, LATER), { deed: null, ...expected });
    assert.deepEqual(planAttendance(room("end"), back, LATER), { deed: null, ...expected });
  });

  it("does nothing to a room that nobody has looked after yet, nor to one that has ended", () => {
    const never: Attendance = { lookedAfter: "never", unattendedSince: null, endsAt: null };
    assert.equal(planAttendance(room("lock"), never, NOW).deed, null);
    for (const state of ["ended", "scheduled"] as const) {
      assert.equal(planAttendance(room("lock", null, state), GONE, NOW).deed, null);
    }
  });
});
