/**
 * The room that a link leads to. One that was replaced leads nowhere, but for who holds a seat there: a page that missed the new link
 * comes back by the old one.
 */
import type { Db } from "../db/database.ts";
import { findRoomByCode, findRoomByRetiredCode } from "../db/rooms.ts";
import { type RoomCode, roomCode } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";

type LinkDeps = Pick<Deps, "seatTokens" | "now"> & { readonly db: Db };

export async function findByLink(deps: LinkDeps, asker: Asker, code: string): Promise<Room | null> {
  return await findRoomByCode(deps.db, roomCode(code)) ?? await findByRetiredLink(deps, asker, roomCode(code));
}

/** The room as it is now, with its new code. Null for everybody who holds no seat in it, as for a code that never was. */
export async function findByRetiredLink(deps: LinkDeps, asker: Asker, code: RoomCode): Promise<Room | null> {
  const room = await findRoomByRetiredCode(deps.db, code);
  if (room === null) return null;
  const { claim } = await findOwnSeat(deps.db, room.id, toVisitor(deps, asker, room.id));
  return claim === "held" ? room : null;
}
