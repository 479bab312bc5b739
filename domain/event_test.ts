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
import { eventId, groupId, personId, roomCode, roomId } from "./ids.ts";
import type { Room } from "./room.ts";
import { defaultSettings } from "./room_settings.ts";
import { type Standing, STRANGER } from "./standing.ts";

const NOON = new Date("2026-03-01T12:00:00Z");
const host = personId("host");
const ann = { kind: "person", personId: personId("ann"), name: "Ann" } as const;

function minutes(after: number): Date {
  return new Date(NOON.getTime() + after * 60_000);
}

function room(changes: Partial<Room> = {}): Room {
  return {
    id: roomId("room"),
    code: roomCode("code"),
    hostId: host,
    hostName: "Host",
    activity: { emoji: "🎉", title: "Party" },
    audience: { kind: "link" },
    groupName: null,
    state: "scheduled",
    locked: false,
    lock: null,
    settings: defaultSettings("link"),
    startedAt: null,
    seatLimit: 8,
    shownSince: NOON,
    shownToAll: false,
    firstCameAt: null,
    opensAt: minutes(50),
    closesAt: null,
    schedule: { zone: "Europe/Berlin", rule: null },
    endsAt: null,
    endedAt: null,
    ...changes,
  };
}

function event(changes: Partial<Event> = {}): Event {
  return {
    id: eventId("event"),
    room: room(),
    description: "",
    place: null,
    opensBeforeMinutes: 10,
    startsAt: minutes(60),
    endsAt: minutes(120),
    schedule: {
      localStart: "2026-03-01T13:50",
      zone: "Europe/Berlin",
      durationMinutes: 70,
      rule: null,
      exceptions: [],
      sequence: 0,
    },
    sequence: 0,
    ...changes,
  };
}

describe("planEvent()", () => {
  const zone = "Europe/Berlin";

  it("opens the room ten minutes before, and ends it with the event", () => {
    const planned = planEvent({ zone, start: { at: minutes(60) }, end: { at: minutes(120) } }, NOON);
    assert.deepEqual(planned, {
      ok: true,
      value: {
        opensBeforeMinutes: 10,
        room: { zone, start: { at: minutes(50) }, end: { at: minutes(120) } },
      },
    });
  });

  it("opens at once the room of what starts in a few minutes, and no sooner", () => {
    const planned = planEvent({ zone, start: { at: minutes(4) }, end: null }, NOON);
    assert.ok(planned.ok);
    assert.deepEqual(planned.value, { opensBeforeMinutes: 4, room: { zone, start: { at: NOON }, end: null } });
  });

  it("refuses what no schedule may be", () => {
    const refusal = (wish: Parameters<typeof planEvent>[0]) => {
      const planned = planEvent(wish, NOON);
      return planned.ok ? "granted" : planned.refusal;
    };
    assert.equal(refusal({ zone, start: { at: minutes(-60) } }), "in_the_past");
    assert.equal(refusal({ zone, start: { at: minutes(60) }, end: { at: minutes(60) } }), "bad_end");
    assert.equal(refusal({ zone: "Mars/Olympus", start: { at: minutes(60) } }), "bad_zone");
  });

  it("comes to the same times again", () => {
    assert.deepEqual(eventTimes(minutes(50), 10, 70), { startsAt: minutes(60), endsAt: minutes(120) });
    assert.deepEqual(eventTimes(minutes(50), 10, null), { startsAt: minutes(60), endsAt: null });
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
    assert.equal(eventState(event(), minutes(59)), "coming");
    assert.equal(eventState(event(), minutes(60)), "now");
    assert.equal(eventState(event(), minutes(120)), "over");
    assert.equal(eventState(event({ endsAt: null }), minutes(419)), "now");
    assert.equal(eventState(event({ endsAt: null }), minutes(420)), "over");
    assert.equal(eventState(event({ room: room({ state: "open" }) }), minutes(51)), "now");
    assert.equal(eventState(event({ room: room({ state: "open" }) }), minutes(500)), "now");
  });

  it("was called off if its room ended before the start", () => {
    const ended = (at: number) => event({ room: room({ state: "ended", endedAt: minutes(at) }) });
    assert.equal(eventState(ended(59), minutes(70)), "cancelled");
    assert.equal(eventState(ended(60), minutes(70)), "over");
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
    assert.equal(sight(room(), {}), null);
    assert.equal(sight(room(), {}, "other"), null);
    assert.equal(sight(room(), {}, "code"), "door");
    assert.equal(sight(room(), {}, null, true), "door");
    assert.equal(sight(room(), { removed: true }, null, true), null);
    assert.equal(sight(room(), { blocked: true }, "code", true), null);
  });

  it("is for all friends at once, also after its room has ended, and not for who was struck out", () => {
    const ended = room({ audience: { kind: "friends" }, state: "ended", endedAt: NOON });
    for (const  of of[ended, room({ audience: { kind: "friends" }, locked: true })]) {
      assert.equal(sight(of, { friends: true, shown: { ring: 3, struck: false } }), "faces");
      assert.equal(sight(of, { friends: true, shown: { ring: 3, struck: true } }), null);
      assert.equal(sight(of, {}, "code"), null);
      assert.equal(sight(of, {}, null, true), null);
      assert.equal(sight(of, { friends: true, shown: { ring: 1, struck: false }, dimmer: { until: null } }), null);
    }
  });

  it("is for a group's members and for who was invited", () => {
    const ofGroup = room({ audience: { kind: "group", groupId: groupId("g") } });
    assert.equal(sight(ofGroup, { member: true }), "faces");
    assert.equal(sight(ofGroup, {}), null);
    assert.equal(sight(ofGroup, { invited: true }), "faces");
  });
});

describe("decideAnswering()", () => {
  it("refuses the host, and everybody once it is over", () => {
    assert.deepEqual(decideAnswering(event(), host, NOON), { ok: false, refusal: "not_allowed" });
    assert.deepEqual(decideAnswering(event(), ann.personId, NOON), { ok: true, value: null });
    assert.deepEqual(decideAnswering(event(), ann.personId, minutes(120)), { ok: false, refusal: "event_over" });
  });
});
