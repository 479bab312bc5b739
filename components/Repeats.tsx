/** That a room opens again, how often, and until when. Nothing for one that opens once. */
import type { JSX } from "preact";
import { instantOf } from "../domain/local_time.ts";
import { repetitionOf } from "../domain/recurrence.ts";
import { lastDay, withoutEnd } from "../domain/repeat_end.ts";
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
  const last = lastDay({ rule, zone, localStart });
  if (last === null) return <span class="badge">{often}</span>;
  const day = calendarTime(instantOf(`${last}T12:00`, zone), { form: "day", locale, zone, now });
  return <span class="badge">{say("repeats_until", { often, day })}</span>;
}
