/** What somebody answered to an event. */
import type { ColumnType } from "kysely";
import type { EventAnswer } from "../../domain/event.ts";

export interface EventAnswerTable {
  event_id: string;
  person_id: string;
  answer: EventAnswer;
  answered_at: ColumnType<Date>;
}
