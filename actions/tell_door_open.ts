/** Tells those who asked for it that a friend's door is open, once the room is shown to them. */
import { doorOpenKey, listAwaitedRooms, listWaiting } from "../db/door_bells.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";
import { readTrayRoom } from "./read_tray.ts";

/** The open rooms of which somebody is still to be told. */
export async function listAwaited(deps: Pick<Deps, "db">): Promise<readonly RoomId[]> {
  return await listAwaitedRooms(deps.db);
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
