import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { instantOf, localTimeAt, parseLocalTime, parseZone } from "./local_time.ts";
import { granted, refused } from "./refusal.ts";
import { endFrom, parseRepeatEnd, withoutEnd } from "./repeat_end.ts";
import { lastOccurrence, repetitionOf, ruleOf } from "./recurrence.ts";
import {
  dueTransitions,
  leaveOut,
  nextOccurrence,
  type Planned,
  planSchedule,
  type Schedule,
  type ScheduleWish,
  upcoming,
} from "./schedule.ts";

const NOW = new Date("2026-01-01T00:00:00Z");

function planned(wish: ScheduleWish, now = NOW): Planned {
  const outcome = planSchedule(wish, now);
  assert.ok(outcome.ok, outcome.ok ? "" : outcome.refusal);
  return outcome.value;
}

function refusalOf(wish: ScheduleWish, now = NOW): string | null {
  const outcome = planSchedule(wish, now);
  return outcome.ok ? null : outcome.refusal;
}

/** The first openings of what begins at that wall-clock time, in UTC. */
function openings(local: string, zone: string, repeats: string, count: number): string[] {
  const { schedule, first } = planned({ zone, start: { local }, repeats });
  return upcoming(schedule, first, count).map(({ startsAt }) => startsAt.toISOString().slice(0, 16));
}

describe("instantOf()", () => {
  it("moves a time in the hour that does not exist behind it", () => {
    assert.equal(instantOf("2026-03-29T02:30", "Europe/Berlin").toISOString(), "2026-03-29T01:30:00.000Z");
    assert.equal(localTimeAt(instantOf("2026-03-29T02:30", "Europe/Berlin"), "Europe/Berlin"), "2026-03-29T03:30");
    assert.equal(instantOf("2026-03-08T02:15", "America/New_York").toISOString(), "2026-03-08T07:15:00.000Z");
    // Half an hour is missing there.
    assert.equal(
      localTimeAt(instantOf("2026-10-04T02:10", "Australia/Lord_Howe"), "Australia/Lord_Howe"),
      "2026-10-04T02:40",
    );
  });

  it("takes the first of a time that comes twice", () => {
    assert.equal(instantOf("2026-10-25T02:30", "Europe/Berlin").toISOString(), "2026-10-25T00:30:00.000Z");
    assert.equal(instantOf("2026-11-01T01:30", "America/New_York").toISOString(), "2026-11-01T05:30:00.000Z");
    assert.equal(instantOf("2026-04-05T01:45", "Australia/Lord_Howe").toISOString(), "2026-04-04T14:45:00.000Z");
  });

  it("gives the wall-clock time that localTimeAt() gives back, but for one that is skipped", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC");
    fc.assert(fc.property(zones, fc.integer({ min: 0, max: 60 * 24 * 730 }), (zone, minutes) => {
      const at = new Date(NOW.getTime() + minutes * 60_000);
      const local = localTimeAt(at, zone);
      assert.equal(localTimeAt(instantOf(local, zone), zone), local);
    }));
  });
});

describe("parseZone()", () => {
  it("takes names of the database of time zones and nothing else", () => {
    assert.deepEqual(parseZone("europe/berlin"), { ok: true, value: "Europe/Berlin" });
    for (const text of ["Mars/Olympus", "+02:00", "", "Europe/Berlin\nX", "x".repeat(80), "../etc"]) {
      assert.deepEqual(parseZone(text), { ok: false, refusal: "bad_zone" }, text);
    }
  });
});

describe("parseLocalTime()", () => {
  it("refuses what is no day in the calendar", () => {
    assert.deepEqual(parseLocalTime("2028-02-29T19:00"), { ok: true, value: "2028-02-29T19:00" });
    for (const text of ["2026-02-29T19:00", "2026-13-01T19:00", "2026-01-01", "tomorrow", "2026-01-01T25:00", ""]) {
      assert.deepEqual(parseLocalTime(text), { ok: false, refusal: "bad_time" }, text);
    }
  });
});

describe("planSchedule()", () => {
  const zone = "Europe/Berlin";
  const start = { local: "2026-02-03T19:00" };

  it("plans one opening, with and without an end", () => {
    assert.deepEqual(planned({ zone, start }), {
      schedule: {
        localStart: "2026-02-03T19:00",
        zone,
        durationMinutes: null,
        rule: null,
        exceptions: [],
        sequence: 0,
      },
      first: { startsAt: new Date("2026-02-03T18:00:00Z"), endsAt: null },
    });
    const { first } = planned({ zone, start, end: { local: "2026-02-03T20:30" } });
    assert.deepEqual(first.endsAt, new Date("2026-02-03T19:30:00Z"));
  });

  it("keeps a moment to the millisecond, also the second of a time that comes twice", () => {
    const at = new Date("2026-10-25T01:30:12.345Z");
    assert.deepEqual(planned({ zone, start: { at } }).first.startsAt, at);
  });

  it("refuses the past, but not the minute in which the form was sent", () => {
    assert.equal(refusalOf({ zone: "UTC", start: { local: "2025-12-31T23:50" } }), "in_the_past");
    assert.equal(refusalOf({ zone: "UTC", start: { local: "2025-12-31T23:59" } }), null);
  });

  it("refuses an end before the start, and one that is too far behind it", () => {
    assert.equal(refusalOf({ zone, start, end: { local: "2026-02-03T18:59" } }), "bad_end");
    assert.equal(refusalOf({ zone, start, end: start }), "bad_end");
    assert.equal(refusalOf({ zone, start, end: { local: "2026-03-03T19:00" } }), "bad_end");
  });

  it("refuses what is too far ahead, and a zone that does not exist", () => {
    assert.equal(refusalOf({ zone, start: { local: "2029-02-03T19:00" } }), "bad_time");
    assert.equal(refusalOf({ zone: "Europe/Atlantis", start }), "bad_zone");
  });

  it("refuses rules that are none, that repeat within a day, and that never come", () => {
    const rules = [
      "often",
      "FREQ=HOURLY",
      "FREQ=DAILY;BYHOUR=1,2,3",
      "FREQ=DAILY;INTERVAL=0",
      "FREQ=DAILY;FREQ=WEEKLY",
      "FREQ=DAILY;COUNT=3;UNTIL=20260401T000000Z",
      "FREQ=DAILY;UNTIL=20260101T000000Z",
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "COUNT=3",
      `FREQ=WEEKLY;BYDAY=${"MO,".repeat(100)}MO`,
      "FREQ=DAILY\nEXDATE:20260203T190000Z",
    ];
    for (const repeats of rules) assert.equal(refusalOf({ zone, start, repeats }), "bad_rule", repeats);
  });

  it("begins with the first day that the rule meets", () => {
    const { schedule, first } = planned({ zone, start: { local: "2026-02-07T09:00" }, repeats: "weekdays" });
    assert.equal(schedule.localStart, "2026-02-09T09:00");
    assert.deepEqual(first.startsAt, new Date("2026-02-09T08:00:00Z"));
  });

  it("gives what repeats an end", () => {
    const { first } = planned({ zone, start, repeats: "weekly" });
    assert.deepEqual(first.endsAt, new Date("2026-02-03T20:00:00Z"));
  });

  it("takes an end of the repeating as a day of that zone", () => {
    const rule = "FREQ=DAILY;UNTIL=20260204";
    assert.deepEqual(openings("2026-02-03T19:00", zone, rule, 5), ["2026-02-03T18:00", "2026-02-04T18:00"]);
  });
});

describe("the end of what repeats", () => {
  const zone = "Europe/Berlin";
  const start = { local: "2026-03-22T19:00" };

  function days(wish: Omit<ScheduleWish, "zone" | "start">): string[] {
    const { schedule, first } = planned({ zone, start, ...wish });
    return upcoming(schedule, first, 20).map(({ startsAt }) => localTimeAt(startsAt, zone).slice(5, 10));
  }

  it("is a day that counts, by the clocks of the zone, or a number of times", () => {
    assert.deepEqual(days({ repeats: "weekly", repeatEnd: { kind: "until", day: "2026-04-05" } }), [
      "03-22",
      "03-29",
      "04-05",
    ]);
    assert.deepEqual(days({ repeats: "weekly", repeatEnd: { kind: "times", times: 2 } }), ["03-22", "03-29"]);
    assert.deepEqual(days({ repeats: "FREQ=WEEKLY;COUNT=2", repeatEnd: { kind: "times", times: 3 } }).length, 3);
    assert.deepEqual(days({ repeats: "FREQ=WEEKLY;COUNT=2", repeatEnd: { kind: "never" } }).length, 20);
  });

  it("is refused where it does not come once before", () => {
    const refusal = (repeats: string, day: string) =>
      refusalOf({ zone, start, repeats, repeatEnd: { kind: "until", day } });
    assert.equal(refusal("weekly", "2026-03-21"), "bad_repeat_end");
    assert.equal(refusal("weekly", "2026-03-22"), null);
    // A Sunday.
    assert.equal(refusal("weekdays", "2026-03-22"), "bad_repeat_end");
    assert.equal(refusal("sometimes", "2026-04-22"), "bad_rule");
  });

  it("is read from a form as a day of the calendar or a number", () => {
    for (const [kind, text] of [["until", ""], ["until", "2026-02-30"], ["until", "x"], ["times", ""]] as const) {
      assert.deepEqual(parseRepeatEnd(kind, text), refused("bad_repeat_end"), text);
    }
    for (const text of ["0", "1000", "-1", "1.5", "1e2"]) {
      assert.deepEqual(parseRepeatEnd("times", text), refused("bad_repeat_end"), text);
    }
    assert.deepEqual(parseRepeatEnd("times", "12"), granted({ kind: "times", times: 12 }));
    assert.deepEqual(parseRepeatEnd("until", "2028-02-29"), granted({ kind: "until", day: "2028-02-29" }));
    assert.deepEqual(parseRepeatEnd("never", "whatever"), granted({ kind: "never" }));
  });

  it("is told from the rule, with the times that are left", () => {
    const { schedule, first } = planned({ zone, start, repeats: "weekly", repeatEnd: { kind: "times", times: 4 } });
    const series = { ...schedule, rule: schedule.rule ?? "" };
    const [, , third] = upcoming(schedule, first, 4);
    assert.deepEqual(endFrom(series, third?.startsAt ?? NOW), { kind: "times", times: 2 });
    assert.deepEqual(lastOccurrence(series), new Date("2026-04-12T17:00:00Z"));
    assert.equal(withoutEnd(series.rule), "FREQ=WEEKLY");
    const until = planned({ zone, start, repeats: "weekly", repeatEnd: { kind: "until", day: "2026-04-01" } }).schedule;
    assert.deepEqual(endFrom({ ...until, rule: until.rule ?? "" }, NOW), { kind: "until", day: "2026-04-01" });
    assert.deepEqual(lastOccurrence({ ...until, rule: until.rule ?? "" }), new Date("2026-03-29T17:00:00Z"));
    assert.deepEqual(lastOccurrence({ ...until, rule: "FREQ=WEEKLY" }), null);
  });
});

describe("nextOccurrence()", () => {
  it("keeps the wall-clock time over a change of daylight saving", () => {
    assert.deepEqual(openings("2026-03-22T19:00", "Europe/Berlin", "weekly", 3), [
      "2026-03-22T18:00",
      "2026-03-29T17:00",
      "2026-04-05T17:00",
    ]);
    assert.deepEqual(openings("2026-10-26T19:00", "America/New_York", "weekly", 3), [
      "2026-10-26T23:00",
      "2026-11-03T00:00",
      "2026-11-10T00:00",
    ]);
    assert.deepEqual(openings("2026-04-04T19:00", "Australia/Lord_Howe", "daily", 3), [
      "2026-04-04T08:00",
      "2026-04-05T08:30",
      "2026-04-06T08:30",
    ]);
    assert.deepEqual(openings("2026-03-28T19:00", "Asia/Kolkata", "daily", 3), [
      "2026-03-28T13:30",
      "2026-03-29T13:30",
      "2026-03-30T13:30",
    ]);
  });

  it("does not come on the day whose clocks skip its time, and once on the day that has it twice", () => {
    assert.deepEqual(openings("2026-03-28T02:30", "Europe/Berlin", "daily", 2), [
      "2026-03-28T01:30",
      "2026-03-30T00:30",
    ]);
    assert.deepEqual(openings("2026-10-24T02:30", "Europe/Berlin", "daily", 3), [
      "2026-10-24T00:30",
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });

  it("comes on a leap day in leap years alone", () => {
    const { schedule, first } = planned(
      { zone: "UTC", start: { local: "2028-02-29T12:00" }, repeats: "FREQ=YEARLY" },
      new Date("2027-06-01T00:00:00Z"),
    );
    assert.deepEqual(nextOccurrence(schedule, first.startsAt)?.startsAt, new Date("2032-02-29T12:00:00Z"));
  });

  it("takes the last day of a shorter month", () => {
    assert.deepEqual(openings("2027-12-31T12:00", "UTC", "monthly", 4), [
      "2027-12-31T12:00",
      "2028-01-31T12:00",
      "2028-02-29T12:00",
      "2028-03-31T12:00",
    ]);
    assert.deepEqual(openings("2026-01-28T12:00", "UTC", "monthly", 2), ["2026-01-28T12:00", "2026-02-28T12:00"]);
  });

  it("knows none of what opens once, and none behind the last", () => {
    const once = planned({ zone: "UTC", start: { local: "2026-02-01T12:00" } });
    assert.equal(nextOccurrence(once.schedule, NOW), null);
    const thrice = planned({ zone: "UTC", start: { local: "2026-02-01T12:00" }, repeats: "FREQ=DAILY;COUNT=3" });
    assert.deepEqual(upcoming(thrice.schedule, thrice.first, 9).length, 3);
  });

  it("is always later, and at the same wall-clock time", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
    const repeats = fc.constantFrom("daily", "weekdays", "weekly", "monthly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH");
    const minutes = fc.integer({ min: 60, max: 60 * 24 * 500 });
    fc.assert(
      fc.property(zones, repeats, minutes, (zone, rule, ahead) => {
        const { schedule, first } = planned({
          zone,
          start: { at: new Date(NOW.getTime() + ahead * 60_000) },
          repeats: rule,
        });
        const found = upcoming(schedule, first, 4);
        found.forEach(({ startsAt }, index) => {
          assert.ok(index === 0 || startsAt > (found[index - 1]?.startsAt ?? startsAt));
          assert.equal(localTimeAt(startsAt, zone).slice(10), schedule.localStart.slice(10));
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("leaveOut()", () => {
  const { schedule, first } = planned({
    zone: "Europe/Berlin",
    start: { local: "2026-03-22T19:00" },
    repeats: "weekly",
  });
  const second = new Date("2026-03-29T17:00:00Z");

  function without(startsAt: Date, from: Schedule = schedule) {
    const outcome = leaveOut(from, first, startsAt);
    assert.ok(outcome.ok);
    return outcome.value;
  }

  it("leaves out the next one", () => {
    assert.deepEqual(without(first.startsAt).next?.startsAt, second);
    assert.deepEqual(without(first.startsAt).schedule.exceptions, ["2026-03-22T19:00"]);
    assert.equal(without(first.startsAt).schedule.sequence, 1);
  });

  it("leaves out a later one", () => {
    const { schedule: after, next } = without(second);
    assert.deepEqual(next, first);
    assert.deepEqual(nextOccurrence(after, first.startsAt)?.startsAt, new Date("2026-04-05T17:00:00Z"));
  });

  it("leaves nothing of the last one", () => {
    const last = planned({ zone: "UTC", start: { local: "2026-02-01T12:00" }, repeats: "FREQ=DAILY;COUNT=1" });
    const outcome = leaveOut(last.schedule, last.first, last.first.startsAt);
    assert.ok(outcome.ok);
    assert.equal(outcome.value.next, null);
  });

  it("refuses a time at which it does not open, and what opens once", () => {
    const other = new Date("2026-03-23T18:00:00Z");
    assert.deepEqual(leaveOut(schedule, first, other), { ok: false, refusal: "bad_time" });
    const once = planned({ zone: "UTC", start: { local: "2026-02-01T12:00" } });
    assert.deepEqual(leaveOut(once.schedule, once.first, once.first.startsAt), { ok: false, refusal: "bad_time" });
  });
});

describe("ruleOf()", () => {
  it("is known again by repetitionOf()", () => {
    for (const day of ["2026-01-05T10:00", "2026-01-31T10:00"]) {
      for (const repetition of ["daily", "weekdays", "weekly", "monthly"] as const) {
        assert.equal(repetitionOf(ruleOf(repetition, day), day), repetition);
      }
    }
    assert.equal(repetitionOf("FREQ=YEARLY", "2026-01-05T10:00"), null);
  });
});

describe("dueTransitions()", () => {
  const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000);
  const room = { state: "scheduled" as const, opensAt: at(0), closesAt: at(60), inside: 0 };

  function due(changes: Partial<Parameters<typeof dueTransitions>[0][number]>, minute: number) {
    return dueTransitions([{ ...room, ...changes }], at(minute)).map(({ due }) => due)[0] ?? null;
  }

  it("opens at the start and not before", () => {
    assert.equal(due({}, -1), null);
    assert.equal(due({}, 0), "open");
    assert.equal(due({ closesAt: null }, 9999), "open");
  });

  it("closes when its time is over and nobody is inside", () => {
    assert.equal(due({ state: "open" }, 59), null);
    assert.equal(due({ state: "open" }, 60), "close");
    assert.equal(due({ state: "open", inside: 1 }, 60), null);
    assert.equal(due({ state: "open", closesAt: null }, 60), null);
  });

  it("skips what went by while no server ran, and leaves the ended alone", () => {
    assert.equal(due({}, 60), "skip");
    assert.equal(due({ state: "ended" }, 60), null);
  });
});
