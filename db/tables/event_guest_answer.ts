/** What a guest without an account answered to an event, by an invitation. */
import type { ColumnType } from "kysely";
import type { EventAnswer } from "../../domain/event.ts";

export interface EventGuestAnswerTable {
  event_id: string;
  invitation_id: string;
  /** Who that is among those who came by it: see `guestOf` in the domain's `invitation.ts`. */
  guest: string;
  answer: EventAnswer;
  answered_at: ColumnType<Date>;
}
