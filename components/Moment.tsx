/**
 * A time by the calendar, rendered in the zone that is named and said so; in a browser that runs scripts `islands/LocalTimes.tsx`
 * makes it the reader's own.
 */
import type { JSX } from "preact";
import { type CalendarForm, calendarTime, zoneName } from "../words/calendar_time.ts";
import { comingWords } from "../words/coming.ts";
import { speaker } from "../words/speaker.ts";

export interface MomentProps {
  readonly locale: string;
  readonly zone: string;
  readonly now: Date;
  readonly startsAt: Date;
  readonly endsAt?: Date | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function Moment({ locale, zone, now, startsAt, endsAt = null }: MomentProps): JSX.Element {
  const say = speaker(comingWords, locale);
  const endForm = endsAt !== null && endsAt.getTime() - startsAt.getTime() >= DAY_MS ? "day_and_time" : "time";
  const part = (moment: Date, form: CalendarForm) => (
    <time dateTime={moment.toISOString()} data-local={form}>
      {calendarTime(moment, { form, locale, zone, now })}
    </time>
  );
  return (
    <span class="moment">
      {part(startsAt, "day_and_time")}
      {endsAt && <>&#8201;&#8211;&#8201;{part(endsAt, endForm)}</>}{" "}
      <span class="moment-zone" data-local-zone>({say("zone_note", { zone: zoneName(zone) })})</span>
    </span>
  );
}
