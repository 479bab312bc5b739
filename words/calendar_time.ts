/** A moment by the calendar and the clock, in one time zone: the reader's own in a browser, else the one that is named. */
const DAY_AND_TIME: Intl.DateTimeFormatOptions = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
};
const DAY: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
const TIME: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

export const CALENDAR_FORMS = ["day_and_time", "day", "time"] as const;

export type CalendarForm = (typeof CALENDAR_FORMS)[number];

const PARTS: Readonly<Record<CalendarForm, Intl.DateTimeFormatOptions>> = {
  day_and_time: DAY_AND_TIME,
  day: DAY,
  time: TIME,
};

/** `zone` left out: the one of where this runs. The year is told where it is not the present one. */
export function calendarTime(
  moment: Date,
  { form, locale, zone, now }: {
    readonly form: CalendarForm;
    readonly locale: string;
    readonly zone?: string;
    readonly now: Date;
  },
): string {
  const isFar = Math.abs(moment.getTime() - now.getTime()) > 300 * 24 * 60 * 60 * 1000;
  return new Intl.DateTimeFormat(locale, {
    ...PARTS[form],
    ...(isFar && form !== "time" ? { year: "numeric" } : {}),
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(moment);
}

/** A zone as people call it: the city alone. */
export function zoneName(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** When a room opens, for readers of whom nothing is known: in the zone that it was planned in, which is named. */
export function openingWords(
  { opensAt, schedule }: { readonly opensAt: Date; readonly schedule: { readonly zone: string } | null },
  now: Date,
  locale: string,
): { readonly when: string; readonly zone: string } {
  const zone = schedule?.zone ?? "UTC";
  return { when: calendarTime(opensAt, { form: "day_and_time", locale, zone, now }), zone: zoneName(zone) };
}
