/** Makes the times of a page the reader's own: those that say by `data-local` in which form, also of what comes onto it later. */
import { CALENDAR_FORMS, calendarTime } from "../words/calendar_time.ts";

/** Returns what ends it. */
export function followLocalTimes(root: HTMLElement, locale: string): () => void {
  const observer = new MutationObserver(translate);

  function translate(): void {
    observer.disconnect();
    for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
      const moment = new Date(time.dateTime);
      const form = CALENDAR_FORMS.find((each) => each === time.dataset.local) ?? "day_and_time";
      if (Number.isNaN(moment.getTime())) continue;
      const text = calendarTime(moment, { form, locale, now: new Date() });
      if (time.textContent !== text) time.textContent = text;
    }
    for (const zone of root.querySelectorAll<HTMLElement>("[data-local-zone]")) zone.hidden = true;
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  }

  translate();
  return () => observer.disconnect();
}
