/** A moment as people say it, "2 hours ago" or "in 3 days": right in every time zone without knowing the reader's. */
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 7],
  ["week", 4.345],
  ["month", 12],
  ["year", Infinity],
];

export function relativeTime(moment: Date, now: Date, locale: string): string {
  let amount = (moment.getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, perNext] of STEPS) {
    if (Math.abs(Math.round(amount)) < perNext) return words.format(Math.round(amount), unit);
    amount /= perNext;
  }
  return "";
}
