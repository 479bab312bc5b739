/**
 * Who is invited by invitations, in SQL: accounts and guests' seats. Whether one may be taken up is the domain's business: a
 * caller that looks and then writes holds the room's row in the same transaction.
 */
import { type ExpressionBuilder, type ExpressionWrapper, type RawBuilder, sql, type SqlBool } from "kysely";
import type { Db, Trx } from "./database.ts";
import type { Tables } from "./tables.ts";
import { type InvitationId, type PersonId, personId, type RoomId, type SeatId } from "../domain/ids.ts";
import type { Invitation } from "../domain/invitation.ts";

/** Who takes an invitation up: an account, or a guest's seat. */
export type Invitee = { readonly personId: PersonId } | { readonly seatId: SeatId };

/** The people, with accounts, who are invited by it. */
export async function takersOf(db: Db, id: InvitationId): Promise<readonly PersonId[]> {
  const rows = await db.selectFrom("invited").select("person_id").where("invitation_id", "=", id).execute();
  return rows.flatMap(({ person_id }) => person_id === null ? [] : [personId(person_id)]);
}

/** Whether they are invited by this one. */
export async function hasTaken(db: Db, id: InvitationId, who: Invitee): Promise<boolean> {
  const row = await db.selectFrom("invited").select("since")
    .where("invitation_id", "=", id)
    .where(isTheirs(who))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** One more is invited by it, and one use less is left. */
export async function takeInvitation(
  trx: Trx,
  { id, roomId }: Pick<Invitation, "id" | "roomId">,
  who: Invitee,
  at: Date,
): Promise<void> {
  await trx.updateTable("invitation")
    .set((eb) => ({
      uses_left: eb("uses_left", "-", 1),
      taken: eb("taken", "+", 1),
      seen_at: eb.fn.coalesce("seen_at", eb.val(at)),
    }))
    .where("id", "=", id)
    .execute();
  await trx.insertInto("invited").values({
    invitation_id: id,
    room_id: roomId,
    person_id: "personId" in who ? who.personId : null,
    seat_id: "seatId" in who ? who.seatId : null,
    since: at,
  }).execute();
}

/** A guest who has signed in since is invited as who they are. */
export async function handOver(trx: Trx, id: InvitationId, from: SeatId, to: PersonId): Promise<void> {
  await trx.updateTable("invited").set({ seat_id: null, person_id: to })
    .where("invitation_id", "=", id)
    .where("seat_id", "=", from)
    .execute();
}

/** All by which they are invited to the room have led there. Whether one had not before. */
export async function markCame(db: Db, room: RoomId, who: Invitee, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable("invitation").set({ came_at: at })
    .where("came_at", "is", null)
    .where("id", "in", (eb) =>
      eb.selectFrom("invited").select("invitation_id")
        .where("room_id", "=", room)
        .where(isTheirs(who)))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a guest is invited to the room, by the seat that their cookie names. */
export async function isGuestInvited(db: Db, room: RoomId, seat: SeatId): Promise<boolean> {
  const { invited } = await db.selectNoFrom(guestInvited(room, seat).as("invited")).executeTakeFirstOrThrow();
  return invited;
}

/** The same as a condition. `seat` null: without a good cookie nobody is. */
export function guestInvited(room: RoomId, seat: SeatId | null): RawBuilder<boolean> {
  return sql<boolean>`exists (select from invited where seat_id = ${seat} and room_id = ${room})`;
}

/** The condition that a person is invited to a room. */
export function isPersonInvited(room: RoomId, person: PersonId): RawBuilder<boolean> {
  return sql<boolean>`exists (select from invited where room_id = ${room} and person_id = ${person})`;
}

function isTheirs(who: Invitee) {
  return (eb: ExpressionBuilder<Tables, "invited">): ExpressionWrapper<Tables, "invited", SqlBool> =>
    "personId" in who ? eb("person_id", "=", who.personId) : eb("seat_id", "=", who.seatId);
}
