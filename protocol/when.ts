/** When a room opens, as the fields of a form say it. What may be is told by the domain. */
import { type LocalTime, localTimeAt, parseLocalTime } from "../domain/local_time.ts";
import { repetitionOf } from "../domain/recurrence.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Schedule, ScheduleWish } from "../domain/schedule.ts";

/** As it stands in the form. */
export interface WhenDraft {
  readonly isLater: boolean;
  readonly opens: string;
  readonly ends: string;
  readonly zone: string;
  readonly isZoneChosen: boolean;
  /** A repetition, a rule, or empty. */
  readonly repeats: string;
}

/** `unsent`: what stands there if the form has no such fields. */
export function whenDraft(fields: Readonly<Record<string, string>>, unsent: WhenDraft): WhenDraft {
  const { when, opens, ends = "", zone = unsent.zone, repeats = "" } = fields;
  if (opens === undefined) return { ...unsent, isLater: when === "later" };
  return { isLater: when !== "now", opens, ends, zone, isZoneChosen: true, repeats };
}

/** Nothing chosen yet. */
export function untouchedWhen(zone: string): WhenDraft {
  return { isLater: false, opens: "", ends: "", zone, isZoneChosen: false, repeats: "" };
}

/** How a schedule stands in the form that changes it. */
export function whenOf({ opensAt }: Pick<Room, "opensAt">, schedule: Schedule): WhenDraft {
  const { zone, durationMinutes, rule, localStart } = schedule;
  const endsAt = durationMinutes === null ? null : new Date(opensAt.getTime() + durationMinutes * 60_000);
  return {
    isLater: true,
    opens: localTimeAt(opensAt, zone),
    ends: endsAt === null ? "" : localTimeAt(endsAt, zone),
    zone,
    isZoneChosen: true,
    repeats: rule === null ? "" : repetitionOf(rule, localStart) ?? rule,
  };
}

/** Refuses with `bad_time` what is no day of the calendar. */
export function readWhen({ opens, ends, zone, repeats }: WhenDraft): Outcome<ScheduleWish> {
  const start = parseLocalTime(opens);
  if (!start.ok) return start;
  const end: Outcome<LocalTime | null> = ends === "" ? granted(null) : parseLocalTime(ends);
  if (!end.ok) return end;
  return granted({
    start: { local: start.value },
    end: end.value === null ? null : { local: end.value },
    zone,
    repeats: repeats === "" ? null : repeats,
  });
}
