/** When what comes again stops coming: with a day that still counts, or after so many times. A rule of RFC 5545 says either, or neither. */
import { type LocalTime, localTimeAt, parseLocalTime } from "./local_time.ts";
import { allOccurrences, type Series } from "./recurrence.ts";
import { granted, type Outcome, refused } from "./refusal.ts";

export type RepeatEnd =
  | { readonly kind: "never" }
  /** Such as `2026-03-29`, in the zone of the schedule. */
  | { readonly kind: "until"; readonly day: string }
  /** Times that are left out count, as RFC 5545 has it. */
  | { readonly kind: "times"; readonly times: number };

export const TIMES_MAX = 999;

const ENDS = /^(COUNT|UNTIL)=/;

/** Refuses with `bad_repeat_end`. */
export function parseRepeatEnd(kind: RepeatEnd["kind"], text: string): Outcome<RepeatEnd> {
  switch (kind) {
    case "never":
      return granted({ kind });
    case "until":
      return parseLocalTime(`${text}T00:00`).ok ? granted({ kind, day: text }) : refused("bad_repeat_end");
    case "times": {
      const times = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      return times >= 1 && times <= TIMES_MAX ? granted({ kind, times }) : refused("bad_repeat_end");
    }
  }
}

/** A rule without its end: how often it comes. */
export function withoutEnd(rule: string): string {
  return rule.split(";").filter((part) => !ENDS.test(part)).join(";");
}

/** The rule with this end in the place of its own. */
export function withEnd(rule: string, end: RepeatEnd): string {
  const base = withoutEnd(rule);
  switch (end.kind) {
    case "never":
      return base;
    case "until":
      return `${base};UNTIL=${end.day.replaceAll("-", "")}`;
    case "times":
      return `${base};COUNT=${end.times}`;
  }
}

/** Of a rule as it is kept. */
export function endOf(rule: string, zone: string): RepeatEnd {
  const parts = new Map(rule.split(";").map((part) => part.split("=", 2) as [string, string]));
  const count = parts.get("COUNT");
  if (count !== undefined) return { kind: "times", times: Number(count) };
  const until = parts.get("UNTIL");
  return until === undefined ? { kind: "never" } : { kind: "until", day: dayOf(localTimeAt(momentOf(until), zone)) };
}

/** The same seen from one of its openings on: of its times those that have gone by are off. */
export function endFrom(series: Series, from: Date): RepeatEnd {
  const end = endOf(series.rule, series.zone);
  if (end.kind !== "times") return end;
  const left = allOccurrences(series).filter((at) => at >= from).length;
  return { kind: "times", times: Math.max(1, left) };
}

function dayOf(local: LocalTime): string {
  return local.slice(0, "2026-03-29".length);
}

/** `20260329T165959Z`, as a kept rule says it. */
function momentOf(until: string): Date {
  return new Date(until.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
