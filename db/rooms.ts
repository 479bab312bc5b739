/**
 * Rooms in SQL. Gives `Room` values, never rows; who may see them is not decided here. A room's host name comes along by
 * a join, so that a page needs one round trip.
 */
import { type Selectable, sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import type { RoomTable } from "./tables/room.ts";
import { groupId, type PersonId, personId, type RoomCode, roomCode, type RoomId, roomId } from "../domain/ids.ts";
import type { Activity, Audience, LockCause, Room } from "../domain/room.ts";
import type { RoomSettings } from "../domain/room_settings.ts";

/** What `insertRoom` writes: a room that nobody has locked or ended yet. */
export type NewRoom =
  & Omit<
    Room,
    | "hostName"
    | "groupName"
    | "locked"
    | "lock"
    | "closesAt"
    | "schedule"
    | "endsAt"
    | "endedAt"
    | "state"
    | "firstCameAt"
  >
  & {
    readonly state: "scheduled" | "open";
    readonly closesAt?: Date | null;
    readonly createdAt: Date;
  };

/** A room as seen from outside: with the number of seats held. */
export interface Door {
  readonly room: Room;
  readonly inside: number;
}

/** As somebody finds it who comes by its link. */
export interface FoundDoor extends Door {
  /** Whether anybody is kept out who was put out of the room. */
  readonly keepsOut: boolean;
}

/** What a room needs of the tables that stand beside it. */
const ROOM_JOINED = [
  "person.name as host_name",
  "person_group.name as group_name",
  "schedule.zone as schedule_zone",
  "schedule.local_start",
  "schedule.rule as schedule_rule",
] as const;

/** Throws if the id or code is taken, or the host is nobody. */
export async function insertRoom(db: Db, room: NewRoom): Promise<Room> {
  const row = await db
    .with("room", (cte) =>
      cte.insertInto("room").values({
        id: room.id,
        code: room.code,
        host_id: room.hostId,
        activity_emoji: room.activity.emoji,
        activity_title: room.activity.title,
        audience: room.audience.kind,
        group_id: room.audience.kind === "group" ? room.audience.groupId : null,
        shown_since: room.shownSince,
        shown_to_all: room.shownToAll,
        state: room.state,
        locked: false,
        seat_limit: room.seatLimit,
        ...settingColumns(room.settings),
        started_at: room.startedAt,
        opens_at: room.opensAt,
        closes_at: room.closesAt ?? null,
        ended_at: null,
        created_at: room.createdAt,
      }).returningAll())
    .selectFrom("room")
    .innerJoin("person", "person.id", "room.host_id")
    .leftJoin("person_group", "person_group.id", "room.group_id")
    .leftJoin("schedule", "schedule.room_id", "room.id")
    .selectAll("room")
    .select(ROOM_JOINED)
    .executeTakeFirstOrThrow();
  return toRoom(row);
}

export async function findRoomById(db: Db, id: RoomId): Promise<Room | null> {
  if (!isStorable(id)) return null;
  const row = await selectRooms(db).where("room.id", "=", id).executeTakeFirst();
  return row ? toRoom(row) : null;
}

/** Those of them that there are, in no particular order. */
export async function findRooms(db: Db, ids: readonly RoomId[]): Promise<Room[]> {
  if (ids.length === 0) return [];
  return (await selectRooms(db).where("room.id", "in", ids).execute()).map(toRoom);
}

export async function findRoomByCode(db: Db, code: RoomCode): Promise<Room | null> {
  if (!isStorable(code)) return null;
  const row = await selectRooms(db).where("room.code", "=", code).executeTakeFirst();
  return row ? toRoom(row) : null;
}

/** The room that had this code before. */
export async function findRoomByRetiredCode(db: Db, code: RoomCode): Promise<Room | null> {
  if (!isStorable(code)) return null;
  const row = await selectRooms(db)
    .innerJoin("retired_link", "retired_link.room_id", "room.id")
    .where("retired_link.code", "=", code)
    .executeTakeFirst();
  return row ? toRoom(row) : null;
}

/** The room's code as it is now is one of before; the caller gives it a new one. */
export async function retireCode(trx: Trx, { id, code }: Pick<Room, "id" | "code">, at: Date): Promise<void> {
  await trx.insertInto("retired_link").values({ code, room_id: id, retired_at: at }).execute();
}

/** Everything that the page behind a link says, in one statement. */
export async function findDoor(db: Db, code: RoomCode): Promise<FoundDoor | null> {
  if (!isStorable(code)) return null;
  const row = await selectDoors(db)
    .select(({ exists, selectFrom, val }) =>
      exists(
        selectFrom("removal").select(val(1).as("one")).whereRef("removal.room_id", "=", "room.id")
          .where("readmitted_at", "is", null),
      ).as("keeps_out")
    )
    .where("room.code", "=", code).executeTakeFirst();
  return row ? { room: toRoom(row), inside: row.inside, keepsOut: Boolean(row.keeps_out) } : null;
}

/** Newest first; `after` is the last one of the page before. */
export async function listRoomsHostedBy(
  db: Db,
  hostId: PersonId,
  { after, limit }: { readonly after: RoomId | null; readonly limit: number },
): Promise<Door[]> {
  if (after !== null && !isStorable(after)) return [];
  let query = selectDoors(db)
    .where("room.host_id", "=", hostId)
    .orderBy("room.created_at", "desc")
    .orderBy("room.id", "desc")
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple("room.created_at", "room.id"),
        "<",
        eb.selectFrom("room as last").select(["last.created_at", "last.id"])
          .where("last.id", "=", after).where("last.host_id", "=", hostId).$asTuple("created_at", "id"),
      )
    );
  }
  return (await query.execute()).map((row) => ({ room: toRoom(row), inside: row.inside }));
}

/** The room as it is now; nobody else changes it, or counts its seats after `lockRoom`, until the transaction ends. */
export async function lockRoom(trx: Trx, id: RoomId): Promise<Room | null> {
  if (!isStorable(id)) return null;
  const row = await selectRooms(trx).where("room.id", "=", id).forUpdate("room").executeTakeFirst();
  return row ? toRoom(row) : null;
}

/** Ends and unlocks the room; null if there is none or it had ended before. Seats stay as they are: `leaveEverySeat` empties them. */
export async function endRoom(db: Db, id: RoomId, at: Date): Promise<Room | null> {
  const row = await db
    .with("room", (cte) =>
      cte.updateTable("room")
        .set({ state: "ended", locked: false, locked_at: null, lock_cause: null, ends_at: null, ended_at: at })
        .where("id", "=", id)
        .where("state", "<>", "ended")
        .returningAll())
    // The page of an event stays there for those whom it was for.
    .with("hidden", (cte) => cte.deleteFrom("room_shown").where("room_id", "=", id).where(isNoEvent(id)))
    .with("uninvited", (cte) => cte.deleteFrom("invited").where("room_id", "=", id).where(isNoEvent(id)))
    .with("forgotten", (cte) => cte.deleteFrom("door_seen").where("room_id", "=", id))
    .selectFrom("room")
    .innerJoin("person", "person.id", "room.host_id")
    .leftJoin("person_group", "person_group.id", "room.group_id")
    .leftJoin("schedule", "schedule.room_id", "room.id")
    .selectAll("room")
    .select(ROOM_JOINED)
    .executeTakeFirst();
  return row ? toRoom(row) : null;
}

function isNoEvent(room: RoomId) {
  return sql<boolean>`not exists (select from event where event.room_id = ${room})`;
}

/** What a host changes of an open room. Locking a locked room keeps since when and why. */
export interface RoomChanges {
  readonly lock?: { readonly at: Date; readonly cause: LockCause } | null;
  readonly settings?: RoomSettings;
  readonly seatLimit?: number;
  readonly activity?: Activity;
  readonly code?: RoomCode;
  readonly startedAt?: Date;
  readonly endsAt?: null;
}

/** The caller holds the room's row. Throws if there is no such room. */
export async function changeRoom(trx: Trx, id: RoomId, changes: RoomChanges): Promise<Room> {
  const { lock, settings, seatLimit, activity, code, startedAt, endsAt } = changes;
  await trx.updateTable("room").set({
    ...(lock === undefined
      ? {}
      : { locked: lock !== null, locked_at: lock?.at ?? null, lock_cause: lock?.cause ?? null }),
    ...(settings === undefined ? {} : settingColumns(settings)),
    ...(seatLimit === undefined ? {} : { seat_limit: seatLimit }),
    ...(activity === undefined ? {} : { activity_emoji: activity.emoji, activity_title: activity.title }),
    ...(code === undefined ? {} : { code }),
    ...(startedAt === undefined ? {} : { started_at: startedAt }),
    ...(endsAt === undefined ? {} : { ends_at: endsAt }),
  }).where("id", "=", id).execute();
  const room = await findRoomById(trx, id);
  if (room === null) throw new Error("Failed to change a room: it is gone");
  return room;
}

function settingColumns(settings: RoomSettings) {
  return {
    host_starts: settings.hostStarts,
    when_host_leaves: settings.whenHostLeaves,
    guests_allowed: settings.guestsAllowed,
    chat_allowed: settings.chatAllowed,
    self_unmute: settings.selfUnmute,
    lock_after_removal: settings.lockAfterRemoval,
  };
}

/** Ids and codes come out of addresses as they were typed; PostgreSQL takes no NUL in a text, and calls it a fault. */
function isStorable(text: string): boolean {
  return !text.includes("\0");
}

function selectRooms(db: Db) {
  return db.selectFrom("room")
    .innerJoin("person", "person.id", "room.host_id")
    .leftJoin("person_group", "person_group.id", "room.group_id")
    .leftJoin("schedule", "schedule.room_id", "room.id")
    .selectAll("room")
    .select(ROOM_JOINED);
}

function selectDoors(db: Db) {
  return selectRooms(db).select((eb) =>
    eb.selectFrom("seat")
      .whereRef("seat.room_id", "=", "room.id")
      .where("seat.left_at", "is", null)
      .select((count) => count.fn.countAll<number>().as("inside"))
      .$asScalar()
      .$notNull()
      .as("inside")
  );
}

export interface RoomRow extends Selectable<RoomTable> {
  readonly host_name: string;
  readonly group_name: string | null;
  readonly schedule_zone: string | null;
  readonly local_start: string | null;
  readonly schedule_rule: string | null;
}

/** Also of rows that other queries join: the room's own columns, its host's and group's names, and what its schedule says. */
export function toRoom(row: RoomRow): Room {
  return {
    id: roomId(row.id),
    code: roomCode(row.code),
    hostId: personId(row.host_id),
    hostName: row.host_name,
    activity: { emoji: row.activity_emoji, title: row.activity_title },
    audience: toAudience(row),
    groupName: row.group_name,
    shownSince: row.shown_since,
    shownToAll: row.shown_to_all,
    firstCameAt: row.first_came_at,
    state: row.state,
    locked: row.locked,
    lock: row.locked_at === null || row.lock_cause === null ? null : { at: row.locked_at, cause: row.lock_cause },
    settings: {
      hostStarts: row.host_starts,
      whenHostLeaves: row.when_host_leaves,
      guestsAllowed: row.guests_allowed,
      chatAllowed: row.chat_allowed,
      selfUnmute: row.self_unmute,
      lockAfterRemoval: row.lock_after_removal,
    },
    startedAt: row.started_at,
    seatLimit: row.seat_limit,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    schedule: row.schedule_zone === null || row.local_start === null
      ? null
      : { zone: row.schedule_zone, localStart: row.local_start, rule: row.schedule_rule },
    endsAt: row.ends_at,
    endedAt: row.ended_at,
  };
}

/** A room whose group is gone is for those whom the host chooses: nobody yet. */
export function toAudience({ audience, group_id }: Pick<Selectable<RoomTable>, "audience" | "group_id">): Audience {
  if (audience !== "group") return { kind: audience };
  return group_id === null ? { kind: "people" } : { kind: "group", groupId: groupId(group_id) };
}
