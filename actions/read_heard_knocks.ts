/** Who knocks at a room, as those who look after it hear it. Whoever calls this has decided that somebody may hear it. */
import type { Db } from "../db/database.ts";
import { type KnockRecord, listKnocks, roomsKnockedAt } from "../db/knocks.ts";
import { findRoomById } from "../db/rooms.ts";
import type { KnockId, RoomId } from "../domain/ids.ts";
import { HEARD_AT_ONCE, isHeard, type Knocker } from "../domain/knock.ts";
import type { Room } from "../domain/room.ts";
import { NO_TRACES } from "../domain/traces.ts";
import type { Visitor } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { standingOf } from "./standing_of.ts";

export interface HeardKnock {
  readonly id: KnockId;
  readonly name: string;
  readonly kind: Knocker["kind"];
  readonly line: string | null;
  readonly at: Date;
  readonly state: "waiting" | "minute";
}

/** The first who knocked first; without those whom the room is hidden from by now. */
export async function readHeardKnocks(
  { db, now }: Pick<Deps, "db" | "now">,
  roomId: RoomId,
): Promise<readonly HeardKnock[]> {
  const room = await findRoomById(db, roomId);
  if (room === null || room.state !== "open") return [];
  const heard = (await listKnocks(db, roomId)).filter(isHeard).slice(0, HEARD_AT_ONCE);
  const seen = await Promise.all(heard.map((knock) => isAtDoor(db, room, knock.knocker, now())));
  return heard.filter((_, index) => seen[index]).map(toHeard);
}

/** Whether the room is still there for them, so that they could be let in. */
export async function isAtDoor(db: Db, room: Room, knocker: Knocker, now: Date): Promise<boolean> {
  const visitor: Visitor = knocker.kind === "person"
    ? { viewer: { kind: "person", personId: knocker.personId, name: "" }, guestSeatId: null, traces: NO_TRACES }
    : { viewer: { kind: "guest" }, guestSeatId: knocker.seatId, traces: NO_TRACES };
  const standing = await standingOf(db, room, visitor, now);
  const sight = sightOf({ room, viewer: visitor.viewer, code: room.code, seated: false, standing, now });
  return sight !== "nothing" && sight !== "shut";
}

export function toHeard({ id, name, knocker, line, knockedAt, state }: KnockRecord): HeardKnock {
  return { id, name, kind: knocker.kind, line, at: knockedAt, state: state === "minute" ? "minute" : "waiting" };
}

/** Who stands at the room's door and has knocked, whatever they were answered. */
export async function readKnockers({ db }: Pick<Deps, "db">, roomId: RoomId): Promise<readonly Knocker[]> {
  return (await listKnocks(db, roomId)).map(({ knocker }) => knocker);
}

/** The open rooms that have such: what a server that starts again finds left from before. */
export async function roomsWithKnockers({ db }: Pick<Deps, "db">): Promise<readonly RoomId[]> {
  return await roomsKnockedAt(db);
}
