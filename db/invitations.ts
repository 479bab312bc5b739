/** Invitations in SQL: who was asked, and what has become of it. Who is invited by them is `invited.ts`. */
import { type Selectable, sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import { deleteGuestAnswers } from "./event_guest_answers.ts";
import { isStorable } from "./search_text.ts";
import type { InvitationTable } from "./tables/invitation.ts";
import type { OutboxTable } from "./tables/outbox.ts";
import { type InvitationId, invitationId, type PersonId, personId, type RoomId, roomId } from "../domain/ids.ts";
import type { Invitation, InvitationAnswer, InvitationKind } from "../domain/invitation.ts";

export interface NewInvitation {
  readonly id: InvitationId;
  readonly roomId: RoomId;
  readonly kind: InvitationKind;
  readonly personId: PersonId | null;
  readonly email: string | null;
  readonly label: string | null;
  readonly code: string;
  readonly madeBy: { readonly id: PersonId | null; readonly name: string };
  readonly madeAt: Date;
  readonly expiresAt: Date | null;
  readonly usesLeft: number | null;
}

/** Rows per statement: a statement has room for 65,535 values. */
const INSERTED_AT_ONCE = 2000;

/** Leaves out whom the room has asked before and not taken back. People are invited at once. Gives the ids of what is new. */
export async function insertInvitations(
  trx: Trx,
  invitations: readonly NewInvitation[],
): Promise<ReadonlySet<InvitationId>> {
  const made = new Set<InvitationId>();
  for (let from = 0; from < invitations.length; from += INSERTED_AT_ONCE) {
    const batch = invitations.slice(from, from + INSERTED_AT_ONCE);
    const rows = await trx.insertInto("invitation")
      .values(batch.map((each) => ({
        id: each.id,
        room_id: each.roomId,
        kind: each.kind,
        person_id: each.personId,
        email: each.email,
        label: each.label,
        code: each.code,
        made_by: each.madeBy.id,
        made_by_name: each.madeBy.name,
        made_at: each.madeAt,
        expires_at: each.expiresAt,
        uses_left: each.usesLeft,
      })))
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .execute();
    for (const { id } of rows) made.add(invitationId(id));
    const named = batch.filter(({ id, personId }) => personId !== null && made.has(id));
    if (named.length === 0) continue;
    await trx.insertInto("invited")
      .values(named.map((each) => ({
        invitation_id: each.id,
        room_id: each.roomId,
        person_id: each.personId,
        seat_id: null,
        since: each.madeAt,
      })))
      .execute();
  }
  return made;
}

export async function countInvitations(db: Db, room: RoomId): Promise<number> {
  const { count } = await db.selectFrom("invitation")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("room_id", "=", room)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many addresses that person has asked since then, in whatever rooms. */
export async function countAddressesSince(db: Db, person: PersonId, since: Date): Promise<number> {
  const { count } = await db.selectFrom("invitation")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("made_by", "=", person)
    .where("made_at", ">", since)
    .where("email", "is not", null)
    .executeTakeFirstOrThrow();
  return count;
}

/** The latest first, without those taken back; `after` is the last one of the page before. */
export async function listInvitations(
  db: Db,
  room: RoomId,
  { after, limit }: { readonly after: InvitationId | null; readonly limit: number },
): Promise<Invitation[]> {
  let query = selectInvitations(db)
    .where("invitation.room_id", "=", room)
    .where("invitation.revoked_at", "is", null)
    .orderBy("invitation.made_at", "desc")
    .orderBy("invitation.id", "desc")
    .limit(limit);
  if (after !== null && isStorable(after)) {
    query = query.where((eb) =>
      eb(
        eb.refTuple("invitation.made_at", "invitation.id"),
        "<",
        eb.selectFrom("invitation as last").select(["last.made_at", "last.id"])
          .where("last.id", "=", after).where("last.room_id", "=", room).$asTuple("made_at", "id"),
      )
    );
  }
  return (await query.execute()).map(toInvitation);
}

/** Of a room's invitations, taken back ones apart: how many there are, and how far they have come. */
export interface InvitationCounts {
  readonly all: number;
  readonly seen: number;
  readonly going: number;
  readonly came: number;
}

export async function countStages(db: Db, room: RoomId): Promise<InvitationCounts> {
  return await db.selectFrom("invitation")
    .select(({ fn }) => [
      fn.countAll<number>().as("all"),
      fn.countAll<number>().filterWhere(sql<boolean>`coalesce(seen_at, came_at, answered_at) is not null`).as("seen"),
      fn.countAll<number>().filterWhere("answer", "=", "going").as("going"),
      fn.countAll<number>().filterWhere("came_at", "is not", null).as("came"),
    ])
    .where("room_id", "=", room)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
}

export async function findInvitation(db: Db, code: string): Promise<Invitation | null> {
  if (!isStorable(code)) return null;
  const row = await selectInvitations(db).where("invitation.code", "=", code).executeTakeFirst();
  return row ? toInvitation(row) : null;
}

/** The one that is made out to that person; null for who is not asked, or not any more. */
export async function findInvitationTo(db: Db, room: RoomId, person: PersonId): Promise<Invitation | null> {
  const row = await selectInvitations(db)
    .where("invitation.room_id", "=", room)
    .where("invitation.person_id", "=", person)
    .where("invitation.revoked_at", "is", null)
    .executeTakeFirst();
  return row ? toInvitation(row) : null;
}

/** Also of one that was taken back before. */
export async function findInvitationOf(db: Db, room: RoomId, id: InvitationId): Promise<Invitation | null> {
  if (!isStorable(id)) return null;
  const row = await selectInvitations(db)
    .where("invitation.id", "=", id)
    .where("invitation.room_id", "=", room)
    .executeTakeFirst();
  return row ? toInvitation(row) : null;
}

/** Nobody is invited by it any more, and no guest comes by it. */
export async function revokeInvitation(trx: Trx, id: InvitationId, at: Date): Promise<void> {
  await trx.updateTable("invitation").set({ revoked_at: at }).where("id", "=", id).execute();
  await trx.deleteFrom("invited").where("invitation_id", "=", id).execute();
  await deleteGuestAnswers(trx, id);
}

/** Whether it was not so before. */
export async function markSeen(db: Db, id: InvitationId, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable("invitation").set({ seen_at: at })
    .where("id", "=", id)
    .where("seen_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function markSent(db: Db, ids: readonly InvitationId[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable("invitation").set({ sent_at: at })
    .where("id", "in", ids)
    .where("sent_at", "is", null)
    .execute();
}

/** A later answer takes the place of the one before. */
export async function writeAnswer(trx: Trx, id: InvitationId, answer: InvitationAnswer, at: Date): Promise<void> {
  await trx.updateTable("invitation")
    .set((eb) => ({ answer, answered_at: at, seen_at: eb.fn.coalesce("seen_at", eb.val(at)) }))
    .where("id", "=", id)
    .execute();
}

/** The same of all by which that person was asked to a room by name; null takes it back. */
export async function writeAnswersOf(
  trx: Trx,
  room: RoomId,
  person: PersonId,
  answer: InvitationAnswer | null,
  at: Date,
): Promise<void> {
  await trx.updateTable("invitation")
    .set((eb) => ({
      answer,
      answered_at: answer === null ? null : at,
      seen_at: eb.fn.coalesce("seen_at", eb.val(at)),
    }))
    .where("room_id", "=", room)
    .where("person_id", "=", person)
    .where("revoked_at", "is", null)
    .execute();
}

function selectInvitations(db: Db) {
  return db.selectFrom("invitation")
    .leftJoin("person", "person.id", "invitation.person_id")
    .leftJoin(
      "outbox as mail",
      (join) =>
        join.on("mail.dedup_key", "=", sql<string>`'mail:' || invitation.email || ':invited:' || invitation.id`),
    )
    .selectAll("invitation")
    .select(["person.name as person_name", "mail.state as mail_state", "mail.settled_at as mail_settled_at"]);
}

interface InvitationRow extends Selectable<InvitationTable> {
  readonly person_name: string | null;
  /** Null where there is none, or none any more. */
  readonly mail_state: Selectable<OutboxTable>["state"] | null;
  readonly mail_settled_at: Date | null;
}

function toInvitation(row: InvitationRow): Invitation {
  const { person_id, person_name, mail_state } = row;
  return {
    id: invitationId(row.id),
    roomId: roomId(row.room_id),
    kind: row.kind,
    person: person_id === null || person_name === null ? null : { id: personId(person_id), name: person_name },
    email: row.email,
    label: row.label,
    code: row.code,
    madeBy: { id: row.made_by === null ? null : personId(row.made_by), name: row.made_by_name },
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    usesLeft: row.uses_left,
    revokedAt: row.revoked_at,
    sentAt: row.sent_at ?? (mail_state === "sent" ? row.mail_settled_at : null),
    undelivered: mail_state === "dead" || mail_state === "dropped",
    seenAt: row.seen_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    cameAt: row.came_at,
    taken: row.taken,
  };
}
