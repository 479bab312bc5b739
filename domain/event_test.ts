import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import {
  decideAnswering,
  type Event,
  eventState,
  eventTimes,
  parseEventText,
  planEvent,
  sightOfEvent,
} from "./event.ts";
import { eventId, groupId, personId, roomCode } from "./ids.ts";
import type { Room } from "./room.ts";
import { type Standing, STRANGER } from "./standing.ts";
import { comingRoom } from "../tests/support/coming_room.ts";
import { minutesAfterNoon, NOON } from "../tests/support/rows.ts";

const host = personId("host");
const ann = { kind: "person", personId: personId("ann"), name: "Ann" } as const;

function event(changes: Partial<Event> = {}): Event {
  return {
    id: eventId("event"),
    room: comingRoom(),
    description: "",
    place: null,
    opensBeforeMinutes: 10,
    startsAt: minutesAfterNoon(60),
    endsAt: minutesAfterNoon(120),
    schedule: {
      localStart: "2026-03-01T13:50",
      zone: "Europe/Berlin",
      durationMinutes: 70,
      rule: null,
      exceptions: [],
      sequence: 0,
    },
    picture: null,
    sequence: 0,
    ...changes,
  };
}

describe("planEvent()", () => {
  const zone = "Europe/Berlin";

  it("opens the room ten minutes before, and ends it with the event", () => {
    const planned = planEvent({ zone, start: { at: minutesAfterNoon(60) }, end: { at: minutesAfterNoon(120) } }, NOON);
    assert.deepEqual(planned, {
      ok: true,
      value: {
        opensBeforeMinutes: 10,
        room: { zone, start: { at: minutesAfterNoon(50) }, end: { at: minutesAfterNoon(120) } },
      },
    });
  });

  it("opens at once the room of what starts in a few minutes, and no sooner", () => {
    const planned = planEvent({ zone, start: { at: minutesAfterNoon(4) }, end: null }, NOON);
    assert.ok(planned.ok);
    assert.deepEqual(planned.value, { opensBeforeMinutes: 4, room: { zone, start: { at: NOON }, end: null } });
  });

  it("refuses what no schedule may be", () => {
    const refusal = (wish: Parameters<typeof planEvent>[0]) => {
      const planned = planEvent(wish, NOON);
      return planned.ok ? "granted" : planned.refusal;
    };
    assert.equal(refusal({ zone, start: { at: minutesAfterNoon(-60) } }), "in_the_past");
    assert.equal(refusal({ zone, start: { at: minutesAfterNoon(60) }, end: { at: minutesAfterNoon(60) } }), "bad_end");
    assert.equal(refusal({ zone: "Mars/Olympus", start: { at: minutesAfterNoon(60) } }), "bad_zone");
  });

  it("comes to the same times again", () => {
    assert.deepEqual(eventTimes(minutesAfterNoon(50), 10, 70), {
      startsAt: minutesAfterNoon(60),
      endsAt: minutesAfterNoon(120),
    });
    assert.deepEqual(eventTimes(minutesAfterNoon(50), 10, null), { startsAt: minutesAfterNoon(60), endsAt: null });
  });
});

describe("parseEventText()", () => {
  it("keeps the lines of a description, and takes an empty place for none", () => {
    assert.deepEqual(parseEventText({ description: " a \n\n\n b ", place: " " }), {
      ok: true,
      value: { description: "a\n\nb", place: null },
    });
  });

  it("refuses what is too long or turns the text around it", () => {
    for (
      const raw of [
        { description: "x".repeat(4001), place: "" },
        { description: "a\u202Eb", place: "" },
        { description: "", place: "x".repeat(121) },
        { description: "", place: "a\u0000" },
      ]
    ) {
      assert.deepEqual(parseEventText(raw), { ok: false, refusal: "bad_event" });
    }
  });
});

describe("eventState()", () => {
  it("goes from coming over now to over, without an end after six hours", () => {
    assert.equal(eventState(event(), minutesAfterNoon(59)), "coming");
    assert.equal(eventState(event(), minutesAfterNoon(60)), "now");
    assert.equal(eventState(event(), minutesAfterNoon(120)), "over");
    assert.equal(eventState(event({ endsAt: null }), minutesAfterNoon(419)), "now");
    assert.equal(eventState(event({ endsAt: null }), minutesAfterNoon(420)), "over");
    assert.equal(eventState(event({ room: comingRoom({ state: "open" }) }), minutesAfterNoon(51)), "now");
    assert.equal(eventState(event({ room: comingRoom({ state: "open" }) }), minutesAfterNoon(500)), "now");
  });

  it("was called off if its room ended before the start", () => {
    const ended = (at: number) => event({ room: comingRoom({ state: "ended", endedAt: minutesAfterNoon(at) }) });
    assert.equal(eventState(ended(59), minutesAfterNoon(70)), "cancelled");
    assert.equal(eventState(ended(60), minutesAfterNoon(70)), "over");
  });
});

describe("sightOfEvent()", () => {
  function sight(of: Room, standing: Partial<Standing>, code: string | null = null, answered = false) {
    return sightOfEvent({
      room: of,
      viewer: ann,
      code: code === null ? null : roomCode(code),
      answered,
      standing: { ...STRANGER, ...standing },
      now: NOON,
    });
  }

  it("is for whoever has the link, and goes on for those who have answered", () => {
    assert.equal(sight(comingRoom(), {}), null);
    assert.equal(sight(comingRoom(), {}, "other"), null);
    assert.equal(sight(comingRoom(), {}, "code"), "door");
    assert.equal(sight(comingRoom(), {}, null, true), "door");
    assert.equal(sight(comingRoom(), { removed: true }, null, true), null);
    assert.equal(sight(comingRoom(), { blocked: true }, "code", true), null);
  });

  it("is for all friends at once, also after its room has ended, and not for who was struck out", () => {
    const ended = comingRoom({ audience: { kind: "friends" }, state: "ended", endedAt: NOON });
    for (const room of [ended, comingRoom({ audience: { kind: "friends" }, locked: true })]) {
      assert.equal(sight(room, { friends: true, shown: { ring: 3, struck: false } }), "faces");
      assert.equal(sight(room, { friends: true, shown: { ring: 3, struck: true } }), null);
      assert.equal(sight(room, {}, "code"), null);
      assert.equal(sight(room, {}, null, true), null);
      assert.equal(sight(room, { friends: true, shown: { ring: 1, struck: false }, dimmer: { until: null } }), null);
    }
  });

  it("is for a group's members and for who was invited", () => {
    const ofGroup = comingRoom({ audience: { kind: "group", groupId: groupId("g") } });
    assert.equal(sight(ofGroup, { member: true }), "faces");
    assert.equal(sight(ofGroup, {}), null);
    assert.equal(sight(ofGroup, { invited: true }), "faces");
  });
});

describe("decideAnswering()", () => {
  it("refuses the host, and everybody once it is over", () => {
    assert.deepEqual(decideAnswering(event(), host, NOON), { ok: false, refusal: "not_allowed" });
    assert.deepEqual(decideAnswering(event(), ann.personId, NOON), { ok: true, value: null });
    assert.deepEqual(decideAnswering(event(), ann.personId, minutesAfterNoon(120)), {
      ok: false,
      refusal: "event_over",
    });
  });
});
