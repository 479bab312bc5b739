import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { calendarTime, zoneName } from "./calendar_time.ts";
import { countdown } from "./countdown.ts";

describe("countdown()", () => {
  it("tells the two units that tell most", () => {
    const told = (seconds: number) => countdown(seconds * 1000, "en");
    assert.equal(told(2 * 86_400 + 3 * 3600 + 59), "2 days 3 hours");
    assert.equal(told(86_400 + 59), "1 day");
    assert.equal(told(3661), "1 hour 1 minute");
    assert.equal(told(245), "4 minutes 5 seconds");
    assert.equal(told(0.2), "1 second");
    assert.equal(told(0), "");
  });
});

describe("calendarTime()", () => {
  it("tells the same moment in every zone by its own clock", () => {
    const moment = new Date("2026-03-29T17:00:00Z");
    const told = (zone: string, form: "time" | "day_and_time" = "time") =>
      calendarTime(moment, { form, locale: "en-GB", zone, now: moment });
    assert.equal(told("Europe/Berlin"), "19:00");
    assert.equal(told("America/New_York"), "13:00");
    assert.match(told("Australia/Lord_Howe", "day_and_time"), /^Mon,? 30 Mar,? 0?4:00$/);
    assert.equal(zoneName("America/New_York"), "New York");
  });
});
