import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { personId, seatId } from "./ids.ts";
import {
  decideAnswer,
  decideKnock,
  isHeard,
  keyOf,
  type Knock,
  type KnockAnswer,
  knockerOf,
  type KnockFacts,
  type KnockView,
  parseLine,
  pauseSeconds,
  QUIET_HOURS,
  toldBy,
  viewOf,
  withdrawn,
} from "./knock.ts";
import { granted, type Outcome, REFUSALS, refused, tooMany } from "./refusal.ts";
import { NO_TRACES } from "./traces.ts";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const LOCKED = refused("room_locked");
const KNOCKED: Knock = {
  state: "waiting",
  line: null,
  times: 1,
  knockedAt: NOW,
  minuteSaid: false,
  quietUntil: null,
  unheard: false,
};

function after(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

function knocking(facts: Partial<KnockFacts>): Outcome<Knock | "open"> {
  const decided = decideKnock({ entering: LOCKED, before: null, line: null, unheard: false, now: NOW, ...facts });
  if (!decided.ok) return decided;
  return granted(decided.value.kind === "open" ? "open" : decided.value.knock);
}

function knock(facts: Partial<KnockFacts>): Knock {
  const outcome = knocking(facts);
  assert.ok(outcome.ok && outcome.value !== "open", JSON.stringify(outcome));
  return outcome.value;
}

function answered(before: Knock, ...answers: readonly KnockAnswer[]): Knock {
  return answers.reduce((knock, answer) => {
    const outcome = decideAnswer(knock, answer, NOW);
    assert.ok(outcome.ok, answer);
    return outcome.value;
  }, before);
}

describe("decideKnock()", () => {
  it("lets knock whom only the door keeps out, and nobody else", () => {
    const knockable = REFUSALS.filter((refusal) => knocking({ entering: refused(refusal) }).ok);
    assert.deepEqual(knockable.toSorted(), [
      "account_needed",
      "not_for_you",
      "room_full",
      "room_locked",
      "room_not_started",
    ]);
    for (const refusal of REFUSALS.filter((each) => !knockable.includes(each))) {
      assert.deepEqual(knocking({ entering: refused(refusal), before: KNOCKED }), refused(refusal));
    }
  });

  it("has nothing to ask where the door is open, or they were let in", () => {
    assert.deepEqual(knocking({ entering: granted("first") }), granted("open"));
    assert.deepEqual(knocking({ before: answered(KNOCKED, "in") }), granted("open"));
  });

  it("does not open to who was let in and then put out", () => {
    const before = answered(KNOCKED, "in");
    assert.deepEqual(knocking({ before, unheard: true }), tooMany(30));
  });

  it("refuses another knock within the pause, which doubles up to half an hour", () => {
    assert.deepEqual([1, 2, 3, 4, 7, 8, 1000].map(pauseSeconds), [30, 60, 120, 240, 1800, 1800, 1800]);
    for (const times of [1, 2, 5, 40]) {
      const before = { ...KNOCKED, times };
      const pause = pauseSeconds(times);
      assert.deepEqual(knocking({ before, now: after(pause - 0.001) }), tooMany(1));
      assert.deepEqual(knocking({ before }), tooMany(pause));
      assert.equal(knock({ before, now: after(pause) }).times, times + 1);
    }
  });

  it("begins anew with who has not knocked for half a day", () => {
    assert.equal(knock({ before: { ...KNOCKED, times: 9 }, now: after(QUIET_HOURS * 3600) }).times, 1);
  });

  it("takes a line that is added within the pause, once, and counts it as no knock", () => {
    const now = after(10);
    const withLine = knock({ before: KNOCKED, line: "It is me", now });
    assert.deepEqual(withLine, { ...KNOCKED, line: "It is me" });
    assert.deepEqual(knocking({ before: withLine, line: "Really", now }), tooMany(20));
    assert.deepEqual(knocking({ before: withdrawn(KNOCKED), line: "Back", now }), tooMany(20));
  });

  it("lets nobody hear who was put out, nor whom somebody wants to hear nothing of today", () => {
    assert.ok(isHeard(knock({})));
    assert.ok(!isHeard(knock({ unheard: true })));
    const quiet = answered(KNOCKED, "quiet");
    assert.ok(!isHeard(quiet));
    for (const before of [quiet, withdrawn(quiet)]) {
      assert.ok(!isHeard(knock({ before, now: after(QUIET_HOURS * 3600 - 1) })));
      assert.ok(isHeard(knock({ before, now: after(QUIET_HOURS * 3600) })));
    }
  });

  it("is heard again after a no", () => {
    assert.ok(isHeard(knock({ before: answered(KNOCKED, "no"), now: after(30) })));
  });
});

describe("decideAnswer()", () => {
  it("lets the last answer count, until somebody is let in", () => {
    assert.equal(answered(KNOCKED, "no", "minute", "quiet", "in").state, "in");
    assert.equal(answered(KNOCKED, "quiet", "no").quietUntil, null);
    assert.deepEqual(answered(KNOCKED, "in", "no", "quiet", "minute"), answered(KNOCKED, "in"));
  });

  it("says so if they have gone, and knows nothing of whom nobody hears", () => {
    for (const answer of ["in", "minute", "no", "quiet"] as const) {
      assert.deepEqual(decideAnswer(withdrawn(KNOCKED), answer, NOW), refused("knocker_gone"));
      assert.deepEqual(decideAnswer({ ...KNOCKED, unheard: true }, answer, NOW), refused("not_found"));
    }
  });
});

describe("toldBy()", () => {
  it("tells who knocks of a minute, of being let in and of the end, and of nothing else", () => {
    const waiting: KnockView = { state: "waiting", againInSeconds: 30, line: null };
    assert.deepEqual(toldBy(null, KNOCKED, NOW), waiting);
    assert.deepEqual(toldBy(KNOCKED, answered(KNOCKED, "minute"), NOW), { ...waiting, state: "minute" });
    assert.deepEqual(toldBy(KNOCKED, answered(KNOCKED, "in"), NOW), { ...waiting, state: "in" });
    assert.deepEqual(toldBy(KNOCKED, withdrawn(KNOCKED), NOW), { ...waiting, state: null });
    for (const before of [KNOCKED, answered(KNOCKED, "minute")]) {
      assert.equal(toldBy(before, answered(before, "no"), NOW), null);
      assert.equal(toldBy(before, answered(before, "quiet"), NOW), null);
    }
  });
});

type Step =
  | { readonly by: "knocker"; readonly line: string | null }
  | { readonly by: "knocker"; readonly goes: true }
  /** What the knocker is told in both worlds. */
  | { readonly by: "host"; readonly says: "minute" | "in" }
  /** What the knocker must not learn: said in one of the worlds only. */
  | { readonly by: "host"; readonly refuses: "no" | "quiet" }
  | { readonly by: "time"; readonly seconds: number };

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ by: fc.constant("knocker"), line: fc.constantFrom(null, "Hello") }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant("knocker"), goes: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant("host"), says: fc.constantFrom("minute", "in") }) },
  { weight: 4, arbitrary: fc.record({ by: fc.constant("host"), refuses: fc.constantFrom("no", "quiet") }) },
  {
    weight: 4,
    arbitrary: fc.record({ by: fc.constant("time"), seconds: fc.constantFrom(1, 29, 30, 61, 3600, 13 * 3600) }),
  },
) as fc.Arbitrary<Step>;

/** All that a knocker sees, step by step: the answers to their knocks, what they are told, and how it stands. */
function seenBy(steps: readonly Step[], { refuses, unheard }: { refuses: boolean; unheard: boolean }): unknown[] {
  let stands: Knock | null = null;
  let now = NOW;
  return steps.map((step) => {
    const before: Knock | null = stands;
    let answer: unknown = null;
    if (step.by === "time") now = new Date(now.getTime() + step.seconds * 1000);
    else if (step.by === "knocker" && "goes" in step) stands = before && withdrawn(before);
    else if (step.by === "knocker") {
      const decided = decideKnock({ entering: LOCKED, before, line: step.line, unheard, now });
      answer = decided.ok ? decided.value.kind : decided;
      if (decided.ok && decided.value.kind !== "open") stands = decided.value.knock;
    } else if (before !== null && ("says" in step || refuses)) {
      const decided = decideAnswer(before, "says" in step ? step.says : step.refuses, now);
      if (decided.ok) stands = decided.value;
    }
    const told = stands !== null && stands !== before ? toldBy(before, stands, now) : null;
    return { answer, told, view: stands && viewOf(stands, now) };
  });
}

describe("a knocker", () => {
  it("sees the same at every moment, refused or not answered, whatever was said before", () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 40 }), (steps) => {
        const silent = seenBy(steps, { refuses: false, unheard: false });
        assert.deepEqual(seenBy(steps, { refuses: true, unheard: false }), silent);
      }),
      { numRuns: 2000 },
    );
  });

  it("sees the same, heard or not", () => {
    const unanswered = fc.array(someStep.filter((step) => !("says" in step)), { maxLength: 40 });
    fc.assert(
      fc.property(unanswered, (steps) => {
        const heard = seenBy(steps, { refuses: true, unheard: false });
        assert.deepEqual(seenBy(steps, { refuses: true, unheard: true }), heard);
      }),
      { numRuns: 2000 },
    );
  });

  it("is never shown more than these three states and the end", () => {
    fc.assert(fc.property(fc.array(someStep, { maxLength: 40 }), (steps) => {
      for (const seen of seenBy(steps, { refuses: true, unheard: false })) {
        const { view } = seen as { view: KnockView | null };
        if (view !== null) assert.ok(["waiting", "minute", "in", null].includes(view.state), String(view.state));
      }
    }));
  });
});

describe("parseLine()", () => {
  it("takes 1 to 200 characters as read, or nothing", () => {
    assert.deepEqual(parseLine(null), granted(null));
    assert.deepEqual(parseLine("  \n "), granted(null));
    assert.deepEqual(parseLine("  It is  me "), granted("It is me"));
    assert.deepEqual(parseLine("x".repeat(200)), granted("x".repeat(200)));
    assert.deepEqual(parseLine("x".repeat(201)), refused("bad_text"));
    assert.deepEqual(parseLine("x".repeat(10_000)), refused("bad_text"));
    assert.deepEqual(parseLine("a\u202Eb"), refused("bad_text"));
  });

  it("gives what the database has room for", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (raw) => {
      const line = parseLine(raw);
      if (line.ok && line.value !== null) assert.ok(line.value.length >= 1 && line.value.length <= 400);
    }));
  });
});

describe("knockerOf()", () => {
  it("is the account, or the guest's seat, or nobody", () => {
    const person = { kind: "person", personId: personId("p"), name: "Ann" } as const;
    const keys = [
      knockerOf({ viewer: person, guestSeatId: null, traces: NO_TRACES }),
      knockerOf({ viewer: { kind: "guest" }, guestSeatId: seatId("p"), traces: NO_TRACES }),
    ].map((knocker) => knocker && keyOf(knocker));
    assert.equal(new Set(keys).size, 2);
    assert.equal(knockerOf({ viewer: { kind: "guest" }, guestSeatId: null, traces: NO_TRACES }), null);
  });
});
