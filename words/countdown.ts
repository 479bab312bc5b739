/** How long it is still, in the two units that tell most: "2 days 3 hours", "4 minutes 5 seconds". Nothing once it is over. */
const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const;

export function countdown(milliseconds: number, locale: string): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 0) return "";
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  let left = seconds;
  const parts: string[] = [];
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0) {
      parts.push(new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(amount));
    }
  }
  return parts.join(" ");
}
