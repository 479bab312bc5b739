/**
 * Wall-clock times and IANA zones. A wall-clock time that the clocks skip means the moment as far behind the gap as it was asked
 * for behind its beginning; one that comes twice means the first (RFC 5545, 3.3.5).
 */
import { granted, type Outcome, refused } from "./refusal.ts";

/** A wall-clock time such as `2026-03-29T19:00`, as forms send it; with seconds only where there are any. */
export type LocalTime = string;

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
/** Names alone: an offset such as `+02:00` knows no daylight saving. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;

/** The zone as it is written in the database of time zones. Refuses with `bad_zone`. */
export function parseZone(text: string): Outcome<string> {
  if (!ZONE_NAME.test(text)) return refused("bad_zone");
  try {
    return granted(new Temporal.ZonedDateTime(0n, text).timeZoneId);
  } catch {
    return refused("bad_zone");
  }
}

/** Refuses with `bad_time`, also on a day that is not in the calendar. */
export function parseLocalTime(text: string): Outcome<LocalTime> {
  if (!LOCAL_TIME.test(text)) return refused("bad_time");
  try {
    return granted(toText(Temporal.PlainDateTime.from(text, { overflow: "reject" })));
  } catch {
    return refused("bad_time");
  }
}

/** `local` and `zone` as the functions above gave them. */
export function instantOf(local: LocalTime, zone: string): Date {
  const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: "compatible" });
  return new Date(zoned.epochMilliseconds);
}

/** To the second, downwards. */
export function localTimeAt(instant: Date, zone: string): LocalTime {
  return toText(Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime());
}

function toText(time: Temporal.PlainDateTime): LocalTime {
  return time.toString({ smallestUnit: time.second === 0 ? "minute" : "second", roundingMode: "floor" });
}
