/**
 * Hours of the day in which nothing rings: by the clock on the wall of one zone, also over a change of daylight saving, and
 * over midnight if they begin later than they end.
 */

export const MINUTES_A_DAY = 24 * 60;

export interface QuietHours {
  /** Minutes after midnight, 0 to 1439; the first belongs to them, the last does not. */
  readonly fromMinute: number;
  readonly untilMinute: number;
  /** IANA name. */
  readonly zone: string;
}

/** Whether that is a zone of the IANA's list as this machine has it. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** When the quiet ends in which `now` lies; null outside. None is quiet if they end when they begin. */
export function quietUntil({ fromMinute, untilMinute, zone }: QuietHours, now: Date): Date | null {
  if (fromMinute === untilMinute) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  const overMidnight = fromMinute > untilMinute;
  const isQuiet = overMidnight
    ? minute >= fromMinute || minute < untilMinute
    : minute >= fromMinute && minute < untilMinute;
  if (!isQuiet) return null;
  const day = overMidnight && minute >= fromMinute ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  const end = day.toZonedDateTime({
    timeZone: zone,
    plainTime: new Temporal.PlainTime(Math.floor(untilMinute / 60), untilMinute % 60),
  });
  // In the hour that comes twice the wall shows the end a second time.
  return new Date(end.epochMilliseconds > now.getTime() ? end.epochMilliseconds : now.getTime() + 60_000);
}
