/**
 * When something comes again, by RFC 5545: a rule of days, from a first wall-clock time in a zone, without the times that are left
 * out. The clock on the wall counts, so a change of daylight saving moves nothing; a time that the clocks skip on some day does
 * not come that day (3.3.10).
 */
import { RRuleTemporal } from "rrule-temporal";
import { instantOf, type LocalTime } from "./local_time.ts";
import { granted, type Outcome, refused } from "./refusal.ts";

/** What a form offers, each as a rule. */
export const REPETITIONS = ["daily", "weekdays", "weekly", "monthly"] as const;

export type Repetition = (typeof REPETITIONS)[number];

export interface Series {
  readonly localStart: LocalTime;
  readonly zone: string;
  readonly rule: string;
  /** Wall-clock times that are left out. */
  readonly exceptions: readonly LocalTime[];
}

const RULE_MAX_UNITS = 200;
/** One opening a day at most: the hour is that of the start. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^([+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)(,|$))+$/,
  BYMONTHDAY: /^(-?\d{1,2}(,|$))+$/,
  BYYEARDAY: /^(-?\d{1,3}(,|$))+$/,
  BYWEEKNO: /^(-?\d{1,2}(,|$))+$/,
  BYMONTH: /^(\d{1,2}(,|$))+$/,
  BYSETPOS: /^(-?\d{1,3}(,|$))+$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};
/** Steps that the search for the next time may take; a rule that has none would be searched for ever. */
const SEARCH_LIMIT = 4000;
/** Later than any end. */
const FARTHEST_MS = Date.UTC(2200, 0);

/** In a month without that day, the last one counts: who chose the 31st means the end of the month. */
export function ruleOf(repetition: Repetition, localStart: LocalTime): string {
  switch (repetition) {
    case "daily":
      return "FREQ=DAILY";
    case "weekdays":
      return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
    case "weekly":
      return "FREQ=WEEKLY";
    case "monthly": {
      const { day } = Temporal.PlainDateTime.from(localStart);
      if (day <= 28) return "FREQ=MONTHLY";
      const days = Array.from({ length: day - 27 }, (_, index) => 28 + index);
      return `FREQ=MONTHLY;BYMONTHDAY=${days.join(",")};BYSETPOS=-1`;
    }
  }
}

/** Which of those a rule is; null for any other. */
export function repetitionOf(rule: string, localStart: LocalTime): Repetition | null {
  return REPETITIONS.find((repetition) => ruleOf(repetition, localStart) === rule) ?? null;
}

/** A rule as it is kept, its end in UTC. Refuses with `bad_rule`: what is no rule, repeats within a day, or never comes. */
export function parseRule(text: string, { localStart, zone }: Pick<Series, "localStart" | "zone">): Outcome<string> {
  if (text.length > RULE_MAX_UNITS) return refused("bad_rule");
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().replace(/^RRULE:/, "").split(";")) {
    const [, name = "", value = ""] = /^(\w+)=(.+)$/.exec(part) ?? [];
    if (!Object.hasOwn(PARTS, name) || !PARTS[name]?.test(value) || parts.has(name)) return refused("bad_rule");
    parts.set(name, name === "UNTIL" ? untilInUtc(value, zone) ?? "" : value);
  }
  if (!parts.has("FREQ") || parts.get("UNTIL") === "") return refused("bad_rule");
  const rule = [...parts].map(([name, value]) => `${name}=${value}`).join(";");
  const first = occurrenceAfter({ localStart, zone, rule, exceptions: [] }, new Date(-1));
  return first === null ? refused("bad_rule") : granted(rule);
}

/** The first time after that moment; null if there is none, or none within reach. */
export function occurrenceAfter(series: Series, after: Date): Date | null {
  try {
    const next = read(series).next(after, false);
    return next === null ? null : new Date(next.epochMilliseconds);
  } catch {
    // The library has no other way to say that a rule contradicts itself, or that it has given up.
    return null;
  }
}

/** All the times that a rule with a `COUNT` has, with those that are left out: they count, too. Empty for any other rule. */
export function allOccurrences(series: Series): readonly Date[] {
  if (!/(^|;)COUNT=/.test(series.rule)) return [];
  return read({ ...series, exceptions: [] }).all().map(({ epochMilliseconds }) => new Date(epochMilliseconds));
}

/** The last time that a rule with an end has; null for any other rule. */
export function lastOccurrence(series: Series): Date | null {
  if (!/(^|;)UNTIL=/.test(series.rule)) return allOccurrences(series).at(-1) ?? null;
  // It looks backwards from its own end.
  const last = read({ ...series, exceptions: [] }).previous(new Date(FARTHEST_MS), true);
  return last === null ? null : new Date(last.epochMilliseconds);
}

function read({ localStart, zone, rule, exceptions }: Series): RRuleTemporal {
  const lines = [
    `DTSTART;TZID=${zone}:${compact(localStart)}`,
    `RRULE:${rule}`,
    ...exceptions.map((local) => `EXDATE;TZID=${zone}:${compact(local)}`),
  ];
  return new RRuleTemporal({ rruleString: lines.join("\n"), strict: true, maxIterations: SEARCH_LIMIT });
}

/** A day counts to its end. */
function untilInUtc(value: string, zone: string): string | null {
  if (value.endsWith("Z")) return value;
  const [, year, month, day, hour = "23", minute = "59"] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2})?$/.exec(value) ??
      [];
  try {
    const until = instantOf(`${year}-${month}-${day}T${hour}:${minute}`, zone);
    return `${until.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  } catch {
    return null;
  }
}

function compact(local: LocalTime): string {
  return local.replaceAll(/[-:]/g, "").padEnd("20260329T190000".length, "0");
}
