/** The calendar file of a mail: one event, which calendars update by its uid and sequence, or take out. */
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Letter } from "../domain/letter.ts";

export interface CalendarFile {
  readonly method: "PUBLISH" | "CANCEL";
  readonly content: string;
}

/** Times are in UTC, which every calendar shows in its own zone. Null for a letter that has no entry. `url`: where the room is. */
export function calendarFile(letter: Letter, url: string, now: Date): CalendarFile | null {
  const { calendar: entry, kind, room, opensAt, endsAt, event: occasion } = letter;
  if (entry === null || opensAt === null) return null;
  const isCancelled = kind === "cancelled";
  const calendar = ical({
    prodId: { company: "Ajar", product: "Ajar" },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    stamp: now,
    start: opensAt,
    summary: room ?? "Ajar",
    url,
    location: occasion?.place ?? url,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (endsAt !== null) event.end(endsAt);
  return { method: isCancelled ? "CANCEL" : "PUBLISH", content: calendar.toString() };
}
