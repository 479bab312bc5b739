/** Guests without an account who come to events by an invitation, in SQL. How many is told with the event itself: `events.ts`. */
import { sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import type { EventAnswer } from "../domain/event.ts";
import type { EventId, InvitationId, PersonId } from "../domain/ids.ts";

/** By which invitation, and who of those who came by it. */
export interface InvitedGuest {
  readonly invitationId: InvitationId;
  readonly guest: string;
}

/** A later answer takes the place of the one before. */
export async function writeGuestAnswer(
  trx: Trx,
  event: EventId,
  { invitationId, guest }: InvitedGuest,
  answer: EventAnswer,
  at: Date,
): Promise<void> {
  await trx.insertInto("event_guest_answer")
    .values({ event_id: event, invitation_id: invitationId, guest, answer, answered_at: at })
    .onConflict((conflict) =>
      conflict.columns(["event_id", "invitation_id", "guest"]).doUpdateSet({ answer, answered_at: at })
    )
    .execute();
}

/** The guest turns out to be that person, whose answer it is from now on, unless they have given one themselves. */
export async function handOverAnswer(trx: Trx, { invitationId, guest }: InvitedGuest, person: PersonId): Promise<void> {
  const given = await trx.deleteFrom("event_guest_answer")
    .where("invitation_id", "=", invitationId).where("guest", "=", guest)
    .returning(["event_id", "answer", "answered_at"])
    .execute();
  if (given.length === 0) return;
  await trx.insertInto("event_answer").values(given.map((each) => ({ ...each, person_id: person })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Of whoever came by an invitation that is taken back. */
export async function deleteGuestAnswers(trx: Trx, invitation: InvitationId): Promise<void> {
  await trx.deleteFrom("event_guest_answer").where("invitation_id", "=", invitation).execute();
}

export interface GuestAnswer {
  /** Which guest, of all of the event's. */
  readonly key: string;
  /** The address that was written to, or what their personal link is called; null: nothing is known of them. */
  readonly name: string | null;
  readonly answer: EventAnswer;
}

/** Who comes first, then maybe, then who cannot; in the order in which they said so. */
export async function listGuestAnswers(db: Db, event: EventId, limit: number): Promise<readonly GuestAnswer[]> {
  const rows = await db.selectFrom("event_guest_answer as given")
    .innerJoin("invitation", "invitation.id", "given.invitation_id")
    .select(["given.invitation_id", "given.guest", "given.answer", "invitation.email", "invitation.label"])
    .where("given.event_id", "=", event)
    .orderBy(sql`array_position(array['going', 'maybe', 'no'], given.answer)`)
    .orderBy("given.answered_at")
    .orderBy("given.guest")
    .limit(limit)
    .execute();
  return rows.map(({ invitation_id, guest, answer, email, label }) => ({
    key: `${invitation_id} ${guest}`,
    name: email ?? label,
    answer,
  }));
}
