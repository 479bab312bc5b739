import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { choicesOf, DEFAULTS } from "./notice_choice.ts";
import { dueAt, judgeDue, type Wishes } from "./telling.ts";

const NOON = new Date("2026-06-01T12:00:00Z");

function minutesLater(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

function wishes(changes: Partial<Wishes> = {}): Wishes {
  return { choices: choicesOf([]), quiet: null, stopped: false, ...changes };
}

/** Until ten past twelve. */
const QUIET = { fromMinute: 11 * 60, untilMinute: 12 * 60 + 10, zone: "UTC" };

describe("dueAt()", () => {
  it("is the moment itself, or the recipient's lead before it", () => {
    assert.deepEqual(dueAt({ at: NOON }, 5), NOON);
    assert.deepEqual(dueAt({ before: NOON }, 5), minutesLater(-5));
    assert.deepEqual(dueAt({ before: NOON }, 0), NOON);
  });
});

describe("judgeDue()", () => {
  const soon = { kind: "opens_soon", channel: "push", goodUntil: minutesLater(5) } as const;

  it("lets go what nothing speaks against", () => {
    assert.deepEqual(judgeDue(soon, wishes(), NOON), { type: "go" });
    assert.deepEqual(judgeDue({ ...soon, goodUntil: null }, wishes(), NOON), { type: "go" });
  });

  it("drops what is of no use any more, whatever else holds", () => {
    assert.deepEqual(judgeDue(soon, wishes({ quiet: QUIET }), minutesLater(5)), { type: "drop", why: "too_late" });
    assert.deepEqual(judgeDue({ ...soon, channel: "app" }, wishes(), minutesLater(5)), {
      type: "drop",
      why: "too_late",
    });
  });

  it("drops mail alone to an address that wants none", () => {
    const stopped = wishes({ stopped: true });
    assert.deepEqual(judgeDue({ ...soon, channel: "mail" }, stopped, NOON), { type: "drop", why: "stopped" });
    assert.deepEqual(judgeDue(soon, stopped, NOON), { type: "go" });
  });

  it("drops what is not wanted by that channel", () => {
    const choices = choicesOf([{ matter: "soon", channel: "push", on: false }]);
    assert.deepEqual(judgeDue(soon, wishes({ choices }), NOON), { type: "drop", why: "not_wanted" });
    assert.deepEqual(judgeDue({ ...soon, channel: "mail" }, wishes({ choices }), NOON), { type: "go" });
    assert.deepEqual(judgeDue({ ...soon, kind: "opened" }, wishes({ choices }), NOON), { type: "go" });
  });

  it("waits for the end of quiet hours where it is of use then, and drops what is not", () => {
    const quiet = wishes({ quiet: QUIET });
    assert.deepEqual(judgeDue({ ...soon, goodUntil: null }, quiet, NOON), { type: "wait", until: minutesLater(10) });
    assert.deepEqual(judgeDue(soon, quiet, NOON), { type: "drop", why: "quiet" });
    assert.deepEqual(judgeDue({ ...soon, channel: "app" }, quiet, NOON), { type: "go" });
    assert.deepEqual(judgeDue(soon, quiet, minutesLater(-180)), { type: "go" });
  });
});

describe("choicesOf()", () => {
  it("is what is usual, but for the switches that were moved; the last move counts", () => {
    assert.deepEqual(choicesOf([]), DEFAULTS);
    const moved = choicesOf([
      { matter: "knocks", channel: "mail", on: true },
      { matter: "knocks", channel: "push", on: false },
      { matter: "knocks", channel: "push", on: true },
    ]);
    assert.deepEqual(moved, { ...DEFAULTS, knocks: { app: true, mail: true, push: true } });
  });
});
