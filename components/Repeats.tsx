/** That a room opens again, how often, and until when. Nothing for one that opens once. */
import type { JSX } from "preact";
import { lastOccurrence, repetitionOf } from "../domain/recurrence.ts";
import { withoutEnd } from "../domain/repeat_end.ts";
import type { Room } from "../domain/room.ts";
import { calendarTime } from "../words/calendar_time.ts";
import { comingWords } from "../words/coming.ts";
import { speaker } from "../words/speaker.ts";

export interface RepeatsProps {
  readonly locale: string;
  readonly schedule: Room["schedule"];
  readonly now: Date;
}

export function Repeats({ locale, schedule, now }: RepeatsProps): JSX.Element | null {
  if (!schedule?.rule) return null;
  const { rule, zone, localStart } = schedule;
  const say = speaker(comingWords, locale);
  const repetition = repetitionOf(withoutEnd(rule), localStart);
  const often = repetition === null ? say("repeats") : say(`repeats_${repetition}`);
  const last = lastOccurrence({ rule, zone, localStart, exceptions: [] });
  if (last === null) return <span class="badge">{often}</span>;
  return (
    <span class="badge">
      <span>
        {say("repeats_until", { often })}{" "}
        <time dateTime={last.toISOString()} data-local="day">
          {calendarTime(last, { form: "day", locale, zone, now })}
        </time>
      </span>
    </span>
  );
}
