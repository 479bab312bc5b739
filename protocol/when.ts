/** When a room opens, as the fields of a form say it. What may be is told by the domain. */
import { type LocalTime, localTimeAt, parseLocalTime } from "../domain/local_time.ts";
import { repetitionOf } from "../domain/recurrence.ts";
import { endFrom, parseRepeatEnd, type RepeatEnd, withoutEnd } from "../domain/repeat_end.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Schedule, ScheduleWish } from "../domain/schedule.ts";

export const REPEAT_ENDS = ["never", "until", "times"] as const satisfies readonly RepeatEnd["kind"][];

const ENDLESS = { repeatEnd: "never", until: "", times: "" } as const;

/** As it stands in the form. */
export interface WhenDraft {
  readonly isLater: boolean;
  readonly opens: string;
  readonly ends: string;
  readonly zone: string;
  readonly isZoneChosen: boolean;
  /** A repetition, a rule, or empty. */
  readonly repeats: string;
  /** When that stops; how it is said stands in the field of that name. */
  readonly repeatEnd: RepeatEnd["kind"];
  readonly until: string;
  readonly times: string;
}

/** `unsent`: what stands there if the form has no such fields. */
export function whenDraft(fields: Readonly<Record<string, string>>, unsent: WhenDraft): WhenDraft {
  const { when, opens, ends = "", zone = unsent.zone, repeats = "", repeat_end, until = "", times = "" } = fields;
  if (opens === undefined) return { ...unsent, isLater: when === "later" };
  const repeatEnd = REPEAT_ENDS.find((kind) => kind === repeat_end) ?? "never";
  return { isLater: when !== "now", opens, ends, zone, isZoneChosen: true, repeats, repeatEnd, until, times };
}

/** Nothing chosen yet. */
export function untouchedWhen(zone: string): WhenDraft {
  return { isLater: false, opens: "", ends: "", zone, isZoneChosen: false, repeats: "", ...ENDLESS };
}

/** How a schedule stands in the form that changes it. */
export function whenOf({ opensAt }: Pick<Room, "opensAt">, schedule: Schedule): WhenDraft {
  const { zone, durationMinutes } = schedule;
  const endsAt = durationMinutes === null ? null : new Date(opensAt.getTime() + durationMinutes * 60_000);
  return {
    isLater: true,
    opens: localTimeAt(opensAt, zone),
    ends: endsAt === null ? "" : localTimeAt(endsAt, zone),
    zone,
    isZoneChosen: true,
    ...repeatsOf(schedule, opensAt),
  };
}

function repeatsOf(
  { rule, ...schedule }: Schedule,
  opensAt: Date,
): Pick<WhenDraft, "repeats" | "repeatEnd" | "until" | "times"> {
  if (rule === null) return { repeats: "", ...ENDLESS };
  const base = withoutEnd(rule);
  const end = endFrom({ ...schedule, rule }, opensAt);
  return {
    repeats: repetitionOf(base, schedule.localStart) ?? base,
    repeatEnd: end.kind,
    until: end.kind === "until" ? end.day : "",
    times: end.kind === "times" ? String(end.times) : "",
  };
}

/** Refuses with `bad_time` what is no day of the calendar, and with `bad_repeat_end`. */
export function readWhen({ opens, ends, zone, repeats, repeatEnd, until, times }: WhenDraft): Outcome<ScheduleWish> {
  const start = parseLocalTime(opens);
  if (!start.ok) return start;
  const end: Outcome<LocalTime | null> = ends === "" ? granted(null) : parseLocalTime(ends);
  if (!end.ok) return end;
  const wish = { start: { local: start.value }, end: end.value === null ? null : { local: end.value }, zone };
  if (repeats === "") return granted({ ...wish, repeats: null });
  const stops = parseRepeatEnd(repeatEnd, repeatEnd === "until" ? until : times);
  return stops.ok ? granted({ ...wish, repeats, repeatEnd: stops.value }) : stops;
}
