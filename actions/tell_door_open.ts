/**
 * Tells those who asked for it that a friend's door is open, as soon as they see it. Who asks while they see it already is not told
 * of that room.
 */
import type { Trx } from "../db/database.ts";
import {
  doorOpenKey,
  insertSeenDoors,
  listAwaitedRooms,
  listBelledRooms,
  listWaiting,
  nextDimmerEndAt,
} from "../db/door_bells.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";
import { knowsRoom, readTrayRoom } from "./read_tray.ts";
import { readWidenings } from "./tray_clock.ts";

/** The open rooms of which somebody is still to be told; one of these people, unless null. */
export async function listAwaited(
  deps: Pick<Deps, "db">,
  people: readonly PersonId[] | null,
): Promise<readonly RoomId[]> {
  return await listAwaitedRooms(deps.db, people);
}

/** When somebody may see the room by the time alone who does not now: it is shown further, or a dimmer ends. */
export async function nextLook(deps: Pick<Deps, "db" | "now">, roomId: RoomId): Promise<Date | null> {
  const [[widening], dimmerEnd] = await Promise.all([
    readWidenings(deps, roomId),
    nextDimmerEndAt(deps.db, roomId, deps.now()),
  ]);
  if (widening === undefined || dimmerEnd === null) return widening?.at ?? dimmerEnd;
  return widening.at < dimmerEnd ? widening.at : dimmerEnd;
}

/** In the transaction in which the person asks to be told of the host's door. */
export async function noteSeenDoors(trx: Trx, person: PersonId, host: PersonId, now: Date): Promise<void> {
  const seen: RoomId[] = [];
  for (const roomId of await listBelledRooms(trx, host)) {
    if (await knowsRoom({ db: trx, now: () => now }, roomId, person)) seen.push(roomId);
  }
  await insertSeenDoors(trx, person, seen);
}

/** Idempotent. Whether somebody goes on waiting, who may see the room later. */
export async function tellDoorOpen(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  roomId: RoomId,
): Promise<boolean> {
  const waiting = await listWaiting(deps.db, roomId);
  if (waiting.length === 0) return false;
  const seen = await readTrayRoom(deps, roomId, waiting);
  await notify(
    deps,
    [...seen].map(([personId, { host }]) => ({
      personId,
      kind: "door_open",
      aboutId: host.id,
      roomId,
      groupId: null,
      dedupKey: doorOpenKey(roomId),
    })),
  );
  return seen.size < waiting.length;
}
