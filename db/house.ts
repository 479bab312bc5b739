/** The house as its operator sees it: everybody's account with its address, and every open room. Nothing of this is for others. */
import type { Db } from "./database.ts";
import { isCalled } from "./people.ts";
import { isStorable } from "./search_text.ts";
import { type PersonId, personId, type RoomId, roomId } from "../domain/ids.ts";
import type { Activity } from "../domain/room.ts";

export interface Account {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
}

export async function findAccount(db: Db, id: PersonId): Promise<Account | null> {
  if (!isStorable(id)) return null;
  const row = await selectAccounts(db).where("id", "=", id).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** As people are found by others, but suspended ones too. By name, then id. */
export async function findAccounts(db: Db, text: string, limit: number): Promise<Account[]> {
  if (!isStorable(text)) return [];
  const rows = await selectAccounts(db)
    .where((eb) => isCalled(eb, text))
    .orderBy((eb) => eb.fn<string>("lower", ["name"]))
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toAccount);
}

/** The latest first. */
export async function listSuspended(db: Db, limit: number): Promise<Account[]> {
  const rows = await selectAccounts(db)
    .where("suspended_at", "is not", null)
    .orderBy("suspended_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toAccount);
}

export interface OpenRoom {
  readonly id: RoomId;
  readonly activity: Activity;
  readonly host: { readonly id: PersonId; readonly name: string };
  readonly inside: number;
  readonly locked: boolean;
  readonly opensAt: Date;
}

export type OpenRoomCursor = Pick<OpenRoom, "id" | "opensAt">;

/** The newest first. */
export async function listOpenRooms(
  db: Db,
  { after, limit }: { readonly after: OpenRoomCursor | null; readonly limit: number },
): Promise<OpenRoom[]> {
  let query = db.selectFrom("room")
    .innerJoin("person", "person.id", "room.host_id")
    .select([
      "room.id",
      "room.activity_emoji",
      "room.activity_title",
      "room.host_id",
      "room.locked",
      "room.opens_at",
      "person.name",
    ])
    .select((eb) =>
      eb.selectFrom("seat")
        .whereRef("seat.room_id", "=", "room.id")
        .where("seat.left_at", "is", null)
        .select((count) => count.fn.countAll<number>().as("inside"))
        .$asScalar()
        .$notNull()
        .as("inside")
    )
    .where("room.state", "=", "open");
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("room.opens_at", "room.id"), "<", tuple(after.opensAt, after.id as string))
    );
  }
  const rows = await query.orderBy("room.opens_at", "desc").orderBy("room.id", "desc").limit(limit).execute();
  return rows.map((row) => ({
    id: roomId(row.id),
    activity: { emoji: row.activity_emoji, title: row.activity_title },
    host: { id: personId(row.host_id), name: row.name },
    inside: Number(row.inside),
    locked: row.locked,
    opensAt: row.opens_at,
  }));
}

function selectAccounts(db: Db) {
  return db.selectFrom("person").select(["id", "name", "email", "created_at", "suspended_at"]);
}

function toAccount(
  row: { id: string; name: string; email: string; created_at: Date; suspended_at: Date | null },
): Account {
  return {
    id: personId(row.id),
    name: row.name,
    email: row.email,
    createdAt: row.created_at,
    suspendedAt: row.suspended_at,
  };
}
