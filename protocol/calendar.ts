/**
 * Events as a file of RFC 5545, for calendar programs. What takes place once is told in UTC, which every program shows in its own
 * zone; what repeats by the clocks of its zone, with their rules, so that it stays at its hour when the clocks change.
 */
import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from "ical-generator";
import { tzlib_get_ical_block } from "timezones-ical-library";
import type { Event, EventAnswer, EventState } from "../domain/event.ts";
import { roomLink } from "../domain/link.ts";
import { eventLink } from "./events.ts";

export const CALENDAR_TYPE = "text/calendar; charset=utf-8";

export interface CalendarEntry {
  readonly event: Event;
  readonly state: EventState;
  /** Of whose calendar it is; null: none, or nobody's. */
  readonly own: EventAnswer | null;
}

export interface CalendarFacts {
  readonly publicUrl: URL;
  readonly now: Date;
  /** What the calendar is called; null: it is a file with one event. */
  readonly name: string | null;
}

/** How often a program may look for what is new. */
const REFRESH_SECONDS = 30 * 60;

export function calendarOf(entries: readonly CalendarEntry[], { publicUrl, now, name }: CalendarFacts): string {
  const calendar = ical({
    prodId: { company: "Ajar", product: "Ajar" },
    method: ICalCalendarMethod.PUBLISH,
    ...(name === null ? {} : { name, ttl: REFRESH_SECONDS }),
    timezone: { name: null, generator: zoneBlock },
  });
  for (const { event, state, own } of entries) {
    const url = eventLink(event, publicUrl);
    const room = roomLink(event.room.code, publicUrl);
    calendar.createEvent({
      ...timesOf(event),
      // As the mails about the room name it, so that both are one entry.
      id: `room-${event.room.id}`,
      sequence: event.sequence,
      stamp: now,
      summary: event.room.activity.title,
      description: event.description === "" ? room : `${event.description}\n\n${room}`,
      location: event.place ?? room,
      url,
      status: statusOf(state, own),
    });
  }
  return calendar.toString();
}

function timesOf(event: Event): Pick<ICalEventData, "start" | "end" | "timezone" | "repeating"> {
  const { schedule: { zone, rule, localStart, durationMinutes, exceptions }, opensBeforeMinutes, startsAt, endsAt } =
    event;
  const shifted = (local: string) => Temporal.PlainDateTime.from(local).add({ minutes: opensBeforeMinutes });
  const first = shifted(localStart);
  // A rule may name days; of a room that opens on the day before, they are those of the room.
  const isSameDay = first.toPlainDate().equals(Temporal.PlainDateTime.from(localStart).toPlainDate());
  if (rule === null || !isSameDay) return { start: startsAt, end: endsAt };
  const start = first.toZonedDateTime(zone);
  const left = exceptions.map((local) => `EXDATE;TZID=${zone}:${compact(shifted(local))}`);
  return {
    start,
    end: durationMinutes === null ? null : start.add({ minutes: durationMinutes - opensBeforeMinutes }),
    timezone: zone,
    repeating: [`RRULE:${rule}`, ...left].join("\r\n"),
  };
}

function compact(local: Temporal.PlainDateTime): string {
  return local.toString({ smallestUnit: "second" }).replaceAll(/[-:]/g, "");
}

function statusOf(state: EventState, own: EventAnswer | null): ICalEventStatus {
  if (state === "cancelled") return ICalEventStatus.CANCELLED;
  return own === "maybe" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

function zoneBlock(zone: string): string | null {
  return [tzlib_get_ical_block(zone)].flat()[0] ?? null;
}
