import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { isZone, type QuietHours, quietUntil } from "./quiet_hours.ts";

function hours(from: number, until: number, zone = "Europe/Berlin"): QuietHours {
  return { fromMinute: from * 60, untilMinute: until * 60, zone };
}

describe("quietUntil()", () => {
  for (
    const [what, quiet, now, end] of [
      ["before them", hours(13, 15), "2026-06-01T10:59:59Z", null],
      ["as they begin", hours(13, 15), "2026-06-01T11:00:00Z", "2026-06-01T13:00:00Z"],
      ["as they end", hours(13, 15), "2026-06-01T13:00:00Z", null],
      ["over midnight, in the evening", hours(22, 7), "2026-06-01T20:30:00Z", "2026-06-02T05:00:00Z"],
      ["over midnight, in the morning", hours(22, 7), "2026-06-02T04:59:59Z", "2026-06-02T05:00:00Z"],
      ["over midnight, at noon", hours(22, 7), "2026-06-02T10:00:00Z", null],
      ["none that end when they begin", hours(22, 22), "2026-06-01T20:00:00Z", null],
      ["over the night that lacks an hour", hours(22, 7), "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"],
      ["over the night that has one more", hours(22, 7), "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"],
      ["until an hour that does not exist", hours(22, 2.5), "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"],
      ["in New York", hours(22, 7, "America/New_York"), "2026-01-02T03:00:00Z", "2026-01-02T12:00:00Z"],
      [
        "where daylight saving is half an hour",
        hours(22, 7, "Australia/Lord_Howe"),
        "2026-04-04T12:00:00Z",
        "2026-04-04T20:30:00Z",
      ],
      ["where there is none", hours(22, 7, "Asia/Kolkata"), "2026-06-01T17:00:00Z", "2026-06-02T01:30:00Z"],
    ] as const
  ) {
    it(`${what}: ${end ?? "rings"}`, () => {
      assert.deepEqual(quietUntil(quiet, new Date(now)), end === null ? null : new Date(end));
    });
  }

  it("never ends before now, in the hour that comes twice", () => {
    for (let minute = 0; minute < 180; minute++) {
      const now = new Date(Date.UTC(2026, 9, 24, 23, minute));
      const until = quietUntil(hours(22, 2.5), now);
      assert.ok(until === null || until > now, now.toISOString());
    }
  });
});

describe("isZone()", () => {
  it("knows zones and nothing else", () => {
    for (const zone of ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5"]) {
      assert.ok(isZone(zone), zone);
    }
    for (const zone of ["", "Europe/Nowhere", "+01:00", "Europe/Berlin\0", "../etc/passwd", "x".repeat(1000)]) {
      assert.equal(isZone(zone), false, zone);
    }
  });
});
