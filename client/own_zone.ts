/** Fills in what a form about a time can know of its reader: the time zone, and a start that is not long ago. */

export interface TimeForm {
  readonly zone: HTMLSelectElement | null;
  readonly opens: HTMLInputElement | null;
}

/** Leaves alone what somebody has chosen already. A zone that the list lacks is added: the server knows all names. */
export function fillIn({ zone, opens }: TimeForm, ownZone: string, now: Date): void {
  if (zone !== null && zone.dataset.chosen !== "yes") {
    if (![...zone.options].some(({ value }) => value === ownZone)) zone.add(new Option(ownZone, ownZone));
    zone.value = ownZone;
  }
  if (opens !== null && opens.value === "") opens.value = localText(nextFullHour(now));
}

function nextFullHour(now: Date): Date {
  const next = new Date(now);
  next.setHours(now.getHours() + 1, 0, 0, 0);
  return next;
}

/** As `datetime-local` has it. */
function localText(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
