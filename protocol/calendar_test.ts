import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import nodeIcal from "node-ical";
import { eventId } from "../domain/ids.ts";
import type { Event } from "../domain/event.ts";
import { calendarOf } from "./calendar.ts";
import { comingRoom } from "../tests/support/coming_room.ts";
import { byIcalJs, byNodeIcal } from "../tests/support/calendars.ts";
import { NOON } from "../tests/support/rows.ts";

const publicUrl = new URL("https://ajar.example");
const TEXT = "Cake; tea, and\nsomething very long ".repeat(20).trim();

function event(changes: Partial<Event> = {}): Event {
  return {
    id: eventId("abc"),
    room: comingRoom({
      activity: { emoji: "🎉", title: "Vera’s 30., with cake; and tea" },
      opensAt: new Date("2026-03-20T17:50:00Z"),
      schedule: null,
    }),
    description: TEXT,
    place: "Main street 1",
    opensBeforeMinutes: 10,
    startsAt: new Date("2026-03-20T18:00:00Z"),
    endsAt: new Date("2026-03-20T19:00:00Z"),
    schedule: {
      localStart: "2026-03-20T18:50",
      zone: "Europe/Berlin",
      durationMinutes: 70,
      rule: null,
      exceptions: [],
      sequence: 0,
    },
    picture: null,
    sequence: 3,
    ...changes,
  };
}

function file(of: Event, state: "coming" | "cancelled" = "coming", own: "maybe" | null = null): string {
  return calendarOf([{ event: of, state, own }], { publicUrl, now: NOON, name: null });
}

describe("calendarOf()", () => {
  it("tells an event that both parsers understand alike, with every letter of its texts", () => {
    const text = file(event());
    assert.ok(text.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75), "lines are folded");
    const [one] = byIcalJs(text);
    const [other] = byNodeIcal(text);
    assert.ok(one && other);
    assert.deepEqual([one.uid, other.uid], ["room-room", "room-room"]);
    assert.deepEqual([one.startDate.toJSDate(), new Date(other.start)], [event().startsAt, event().startsAt]);
    assert.deepEqual([one.endDate.toJSDate(), new Date(other.end ?? 0)], [event().endsAt, event().endsAt]);
    assert.deepEqual([one.summary, other.summary], [event().room.activity.title, event().room.activity.title]);
    const description = `${TEXT}\n\nhttps://ajar.example/r/code`;
    assert.deepEqual([one.description, other.description], [description, description]);
    assert.deepEqual([one.location, other.location], ["Main street 1", "Main street 1"]);
    assert.deepEqual([one.sequence, Number(other.sequence)], [3, 3]);
    assert.match(text, /DTSTAMP:20260301T120000Z/);
    assert.match(text.replaceAll("\r\n ", ""), /URL;VALUE=URI:https:\/\/ajar\.example\/events\/abc\?link=code/);
  });

  it("says that it was called off, or is not certain", () => {
    assert.match(file(event(), "cancelled"), /STATUS:CANCELLED/);
    assert.match(file(event(), "coming", "maybe"), /STATUS:TENTATIVE/);
  });

  it("keeps a repeating one at its hour when the clocks change, without what is left out, for both parsers", () => {
    const rule = "FREQ=WEEKLY;BYDAY=FR";
    const schedule = { ...event().schedule, rule, exceptions: ["2026-03-27T18:50"] };
    const text = file(event({ schedule }));
    assert.match(text, /DTSTAMP:20260301T120000Z/);
    const expected = ["2026-03-20T18:00:00.000Z", "2026-04-03T17:00:00.000Z", "2026-04-10T17:00:00.000Z"];

    const [one] = byIcalJs(text);
    assert.ok(one);
    const occurrences = one.iterator();
    const found = Array.from({ length: 3 }, () => occurrences.next().toJSDate().toISOString());
    assert.deepEqual(found, expected);

    const [other] = byNodeIcal(text);
    assert.ok(other?.rrule);
    const instances = nodeIcal.expandRecurringEvent(other, {
      from: new Date("2026-03-19T00:00:00Z"),
      to: new Date("2026-04-11T00:00:00Z"),
    });
    assert.deepEqual(instances.map(({ start }) => new Date(start).toISOString()), expected);
  });
});
