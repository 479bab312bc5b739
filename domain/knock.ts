/**
 * Asking to come in where the door is not open. What a knocker may learn follows from what they were told alone, never from who
 * heard it: "not now", "quiet for today", a knock that nobody hears and one that nobody has answered are the same to them, at
 * every moment and in all that they do next.
 */
import type { PersonId, SeatId } from "./ids.ts";
import { granted, type Outcome, type Refusal, refused, tooMany } from "./refusal.ts";
import { tidyText } from "./text.ts";
import type { Visitor } from "./viewer.ts";

/**
 * `waiting`: not answered. `minute`: "in a minute". `in`: let in, until they have come in. `no` and `quiet`: turned down, which
 * they do not learn. `gone`: they went away, or came in.
 */
export const KNOCK_STATES = ["waiting", "minute", "in", "no", "quiet", "gone"] as const;
export type KnockState = (typeof KNOCK_STATES)[number];

/** "Let in", "In a minute", "Not now", "Quiet for today". */
export const KNOCK_ANSWERS = ["in", "minute", "no", "quiet"] as const;
export type KnockAnswer = (typeof KNOCK_ANSWERS)[number];

/** What one visitor's knocking at one room has come to. */
export interface Knock {
  readonly state: KnockState;
  /** What they said with it. */
  readonly line: string | null;
  /** How often they knocked: the pause before the next time grows with it. */
  readonly times: number;
  readonly knockedAt: Date;
  /** They were told "in a minute" since they knocked last. What is answered after that does not take it back. */
  readonly minuteSaid: boolean;
  /** Until then nobody hears them. */
  readonly quietUntil: Date | null;
  /** They were put out of the room, so that nobody hears them. */
  readonly unheard: boolean;
}

/** All that a knocker learns. `state` null: they knock no more. */
export interface KnockView {
  readonly state: "waiting" | "minute" | "in" | null;
  /** In whole seconds; 0: they may knock again now. */
  readonly againInSeconds: number;
  /** What they said with it. */
  readonly line: string | null;
}

/** Who knocks: a person by the account, a guest by the seat that the room's cookie names. */
export type Knocker =
  | { readonly kind: "person"; readonly personId: PersonId }
  | { readonly kind: "guest"; readonly seatId: SeatId };

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 30 * 60;
/** Nobody's midnight is known here: "today" is the rest of a waking day. Who has not knocked for as long begins anew. */
export const QUIET_HOURS = 12;
export const LINE_MAX_GRAPHEMES = 200;
/** In UTF-16 code units: a letter of a reader's may be several. */
export const LINE_MAX_UNITS = 400;
/** More do not stand before a door: whoever comes after them is heard when one of these is answered or has gone. */
export const HEARD_AT_ONCE = 50;

/** What keeps out those who may knock; whatever else keeps somebody out cannot be asked away. */
export const BARRIERS = ["not_for_you", "room_not_started", "room_locked", "room_full", "account_needed"] as const;
export type Barrier = (typeof BARRIERS)[number];

export function isBarrier(refusal: Refusal): refusal is Barrier {
  return BARRIERS.some((barrier) => barrier === refusal);
}

/** Null for a guest without a good cookie: nobody could be let in. */
export function knockerOf({ viewer, guestSeatId }: Visitor): Knocker | null {
  if (viewer.kind === "person") return { kind: "person", personId: viewer.personId };
  return guestSeatId === null ? null : { kind: "guest", seatId: guestSeatId };
}

/** The same text for the same knocker, for maps. */
export function keyOf(knocker: Knocker): string {
  return knocker.kind === "person" ? `person:${knocker.personId}` : `guest:${knocker.seatId}`;
}

/** Nothing said is null. Refuses with `bad_text`. */
export function parseLine(raw: string | null): Outcome<string | null> {
  if (raw === null || raw.trim() === "") return granted(null);
  const line = tidyText(raw, LINE_MAX_GRAPHEMES, LINE_MAX_UNITS);
  return line === null ? refused("bad_text") : granted(line);
}

/** 30 seconds after the first knock, twice as long after each further one, at most half an hour. */
export function pauseSeconds(times: number): number {
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(times - 1, 16), LONGEST_PAUSE_SECONDS);
}

export interface KnockFacts {
  /** What `decideJoin` says of their coming in without having been let in. */
  readonly entering: Outcome<unknown>;
  readonly before: Knock | null;
  /** As `parseLine` gives it. */
  readonly line: string | null;
  /** They were put out of the room. */
  readonly unheard: boolean;
  readonly now: Date;
}

/** `open`: there is nothing to knock for, or they were let in. `knock`, or a `line` that is added: this stands from now on. */
export type KnockDecision = { readonly kind: "open" } | { readonly kind: "knock" | "line"; readonly knock: Knock };

/**
 * During the pause a knock is refused with `too_many_requests`; but whoever knocked without a word may add the line, once,
 * which is no knock of its own. Refuses as `decideJoin` does where knocking is of no use.
 */
export function decideKnock({ entering, before, line, unheard, now }: KnockFacts): Outcome<KnockDecision> {
  if (entering.ok) return granted({ kind: "open" });
  if (!isBarrier(entering.refusal)) return entering;
  if (before?.state === "in" && !unheard) return granted({ kind: "open" });
  if (before !== null && now < againAt(before)) {
    const adds = before.state !== "gone" && before.line === null && line !== null;
    return adds ? granted({ kind: "line", knock: { ...before, line } }) : tooMany(againInSeconds(before, now));
  }
  const quietUntil = before?.quietUntil ?? null;
  const isQuiet = quietUntil !== null && now < quietUntil;
  const knock: Knock = {
    state: isQuiet ? "quiet" : "waiting",
    line,
    times: before === null || isForgotten(before, now) ? 1 : before.times + 1,
    knockedAt: now,
    minuteSaid: false,
    quietUntil: isQuiet ? quietUntil : null,
    unheard,
  };
  return granted({ kind: "knock", knock });
}

/** Whether those who look after the room hear of it. */
export function isHeard({ state, unheard }: Pick<Knock, "state" | "unheard">): boolean {
  return !unheard && (state === "waiting" || state === "minute");
}

/**
 * The last answer counts; but who was let in has been let in, whatever is answered after. Refuses with `knocker_gone`, and
 * with `not_found` what nobody hears.
 */
export function decideAnswer(knock: Knock, answer: KnockAnswer, now: Date): Outcome<Knock> {
  if (knock.unheard) return refused("not_found");
  if (knock.state === "gone") return refused("knocker_gone");
  if (knock.state === "in") return granted(knock);
  return granted({
    ...knock,
    state: answer,
    minuteSaid: knock.minuteSaid || answer === "minute",
    quietUntil: answer === "quiet" ? new Date(now.getTime() + QUIET_HOURS * HOUR_MS) : null,
  });
}

/** They went away or came in. What they said goes with them; how soon they may knock again does not. */
export function withdrawn(knock: Knock): Knock {
  return { ...knock, state: "gone", line: null, minuteSaid: false };
}

export function viewOf(knock: Knock, now: Date): KnockView {
  return { state: shownState(knock), againInSeconds: againInSeconds(knock, now), line: knock.line };
}

/** What the knocker is told when the one becomes the other; null if that is nothing new to them. */
export function toldBy(before: Knock | null, after: Knock, now: Date): KnockView | null {
  const isNews = before === null ? after.state !== "gone" : shownState(before) !== shownState(after);
  return isNews ? viewOf(after, now) : null;
}

function shownState({ state, minuteSaid }: Knock): KnockView["state"] {
  if (state === "gone") return null;
  if (state === "in") return "in";
  return minuteSaid ? "minute" : "waiting";
}

function againInSeconds(knock: Knock, now: Date): number {
  return Math.ceil(Math.max(0, againAt(knock).getTime() - now.getTime()) / SECOND_MS);
}

function againAt({ knockedAt, times }: Knock): Date {
  return new Date(knockedAt.getTime() + pauseSeconds(times) * SECOND_MS);
}

function isForgotten({ knockedAt }: Knock, now: Date): boolean {
  return now.getTime() - knockedAt.getTime() >= QUIET_HOURS * HOUR_MS;
}
