/** That a room opens again, and how often. Nothing for one that opens once. */
import type { JSX } from "preact";
import { localTimeAt } from "../domain/local_time.ts";
import { repetitionOf } from "../domain/recurrence.ts";
import type { Room } from "../domain/room.ts";
import { comingWords } from "../words/coming.ts";
import { speaker } from "../words/speaker.ts";

export interface RepeatsProps {
  readonly locale: string;
  readonly schedule: Room["schedule"];
  readonly opensAt: Date;
}

export function Repeats({ locale, schedule, opensAt }: RepeatsProps): JSX.Element | null {
  if (!schedule?.rule) return null;
  const say = speaker(comingWords, locale);
  const repetition = repetitionOf(schedule.rule, localTimeAt(opensAt, schedule.zone));
  return <span class="badge">{repetition === null ? say("repeats") : say(`repeats_${repetition}`)}</span>;
}
