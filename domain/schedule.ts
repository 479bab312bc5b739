/**
 * When a room opens, and opens again: planned purely from what its host wishes. Moments are UTC; a schedule keeps the wall-clock
 * time and the zone, so that a weekly room stays at 19:00 when the clocks change. An opening lasts from its start up to, not
 * including, its end.
 */
import { instantOf, type LocalTime, localTimeAt, parseZone } from "./local_time.ts";
import { type RepeatEnd, withEnd } from "./repeat_end.ts";
import { occurrenceAfter, parseRule, type Repetition, REPETITIONS, ruleOf } from "./recurrence.ts";
import { granted, type Outcome, refused } from "./refusal.ts";

export interface Schedule {
  /** Of the first opening. */
  readonly localStart: LocalTime;
  readonly zone: string;
  readonly durationMinutes: number | null;
  /** By RFC 5545; null: it opens once. */
  readonly rule: string | null;
  /** Openings that are left out, by their wall-clock times. */
  readonly exceptions: readonly LocalTime[];
  /** How often it was changed. */
  readonly sequence: number;
}

/** One opening. */
export interface Occurrence {
  readonly startsAt: Date;
  /** Null: it lasts until somebody ends it. */
  readonly endsAt: Date | null;
}

export interface ScheduleWish {
  readonly zone: string;
  readonly start: Moment;
  /** Null: no end is planned. Left out: it lasts as long as `durationMinutes` says, if that does. */
  readonly end?: Moment | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  /** One of `REPETITIONS`, or a rule by RFC 5545. */
  readonly repeats?: string | null | undefined;
  /** In the place of what the rule says itself; left out: that counts. */
  readonly repeatEnd?: RepeatEnd | undefined;
}

/** What is left out stays as it is; null takes the end, or the repeating, away. */
export interface ScheduleChange {
  readonly start?: Moment | undefined;
  readonly end?: Moment | null | undefined;
  readonly zone?: string | undefined;
  readonly repeats?: string | null | undefined;
  /** With `repeats`: in the place of what that rule says itself. */
  readonly repeatEnd?: RepeatEnd | undefined;
}

/** A form knows what the clock on the wall says, another program the moment itself. */
export type Moment = { readonly local: LocalTime } | { readonly at: Date };

export interface Planned {
  readonly schedule: Schedule;
  readonly first: Occurrence;
}

const MINUTE_MS = 60_000;
/** Who chose "now" in a form sends it some seconds later. */
const LATE_BY_MS = 2 * MINUTE_MS;
const AHEAD_DAYS = 2 * 366;
const LASTS_AT_MOST_MINUTES = 7 * 24 * 60;
/** What repeats has to end at some time, or it would still be open when it opens again. */
export const REPEATING_LASTS_MINUTES = 120;
const EXCEPTIONS_MAX = 200;

/**
 * Refuses with `bad_zone`; `bad_time` for more than two years ahead; `in_the_past`; `bad_end` for an end that is not behind the
 * start, or more than a week; `bad_rule`, or `bad_repeat_end` where it does not come once before that. A start that the rule does not meet gives way to
 * the first that it does.
 */
export function planSchedule(wish: ScheduleWish, now: Date): Outcome<Planned> {
  const zone = parseZone(wish.zone);
  if (!zone.ok) return zone;
  const start = momentIn(wish.start, zone.value);
  if (start.getTime() < now.getTime() - LATE_BY_MS) return refused("in_the_past");
  if (start.getTime() > now.getTime() + AHEAD_DAYS * 24 * 60 * MINUTE_MS) return refused("bad_time");
  const durationMinutes = wish.end === undefined
    ? wish.durationMinutes ?? null
    : durationOf(start, wish.end && momentIn(wish.end, zone.value));
  if (durationMinutes !== null && !(durationMinutes >= 1 && durationMinutes <= LASTS_AT_MOST_MINUTES)) {
    return refused("bad_end");
  }
  const localStart = localTimeAt(start, zone.value);
  const once = { localStart, zone: zone.value, durationMinutes, rule: null, exceptions: [], sequence: 0 };
  if (!wish.repeats) return granted({ schedule: once, first: lasting(once, start) });
  const text = isRepetition(wish.repeats) ? ruleOf(wish.repeats, localStart) : wish.repeats;
  const rule = endingRule(text, wish.repeatEnd, once);
  if (!rule.ok) return rule;
  const series = { ...once, rule: rule.value };
  const first = occurrenceAfter(series, new Date(start.getTime() - 1000));
  if (first === null) return refused("bad_rule");
  const schedule = { ...series, localStart: localTimeAt(first, zone.value) };
  return granted({ schedule, first: lasting(schedule, first) });
}

function endingRule(text: string, end: RepeatEnd | undefined, once: Schedule): Outcome<string> {
  const rule = parseRule(text, once);
  if (!rule.ok || end === undefined) return rule;
  const ending = parseRule(withEnd(rule.value, end), once);
  return ending.ok ? ending : refused("bad_repeat_end");
}

/** The first opening after that moment; null for a schedule that has none any more. */
export function nextOccurrence(schedule: Schedule, after: Date): Occurrence | null {
  const { rule } = schedule;
  if (rule === null) return null;
  const next = occurrenceAfter({ ...schedule, rule }, after);
  return next && lasting(schedule, next);
}

/** The openings from that moment on, at most so many. */
export function upcoming(schedule: Schedule, from: Occurrence, limit: number): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let next: Occurrence | null = from; next !== null && found.length < limit;) {
    found.push(next);
    next = nextOccurrence(schedule, next.startsAt);
  }
  return found;
}

/**
 * The schedule without one of its coming openings, and what comes next then; null if nothing does. Refuses with `bad_time` where
 * there is no such opening, and with `bad_rule` once too many have been left out.
 */
export function leaveOut(
  schedule: Schedule,
  coming: Occurrence,
  startsAt: Date,
): Outcome<{ readonly schedule: Schedule; readonly next: Occurrence | null }> {
  const { rule, exceptions, zone } = schedule;
  if (rule === null) return refused("bad_time");
  const isComing = startsAt.getTime() === coming.startsAt.getTime();
  const found = isComing ? startsAt : occurrenceAfter({ ...schedule, rule }, new Date(startsAt.getTime() - 1));
  if (startsAt < coming.startsAt || found?.getTime() !== startsAt.getTime()) return refused("bad_time");
  if (exceptions.length >= EXCEPTIONS_MAX) return refused("bad_rule");
  const without = {
    ...schedule,
    exceptions: [...exceptions, localTimeAt(startsAt, zone)],
    sequence: schedule.sequence + 1,
  };
  const next = isComing ? nextOccurrence(without, startsAt) : coming;
  return granted({ schedule: without, next });
}

/** What a room is to do by itself. */
export type DueTransition = "open" | "close" | "skip";

export interface Timetable {
  readonly state: "scheduled" | "open" | "ended";
  readonly opensAt: Date;
  readonly closesAt: Date | null;
  /** How many seats are held. */
  readonly inside: number;
}

/**
 * Opens when its time has come. When its time is over it closes as soon as nobody is inside: nobody is cut off. One whose whole time
 * has gone by unseen, while no server ran, is skipped.
 */
export function dueTransition({ state, opensAt, closesAt, inside }: Timetable, now: Date): DueTransition | null {
  const isOver = closesAt !== null && closesAt <= now;
  if (state === "scheduled" && opensAt <= now) return isOver ? "skip" : "open";
  return state === "open" && isOver && inside === 0 ? "close" : null;
}

/** What is due of all these; the others are left out. */
export function dueTransitions<Room extends Timetable>(
  rooms: readonly Room[],
  now: Date,
): readonly { readonly room: Room; readonly due: DueTransition }[] {
  return rooms.flatMap((room) => {
    const due = dueTransition(room, now);
    return due === null ? [] : [{ room, due }];
  });
}

/** An opening of that schedule which starts then. */
export function lasting({ durationMinutes, rule }: Schedule, startsAt: Date): Occurrence {
  const minutes = durationMinutes ?? (rule === null ? null : REPEATING_LASTS_MINUTES);
  return { startsAt, endsAt: minutes === null ? null : new Date(startsAt.getTime() + minutes * MINUTE_MS) };
}

function isRepetition(text: string): text is Repetition {
  return REPETITIONS.some((repetition) => repetition === text);
}

/** Whether that wish of a start means this very moment. */
export function isMoment(moment: Moment, zone: string, at: Date): boolean {
  const known = parseZone(zone);
  return known.ok && momentIn(moment, known.value).getTime() === at.getTime();
}

function momentIn(moment: Moment, zone: string): Date {
  return "at" in moment ? moment.at : instantOf(moment.local, zone);
}

function durationOf(start: Date, end: Date | null): number | null {
  return end && Math.floor((end.getTime() - start.getTime()) / MINUTE_MS);
}
