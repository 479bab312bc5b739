/** Opens a room that was made for later: at its time, or before it because its host wants to. */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { openRoom as writeOpen } from "../db/schedules.ts";
import type { Actor } from "../domain/audit.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { tellOpenedLater } from "./show_room.ts";
import { type AfterCommit, scheduleChanged } from "./tell_schedule.ts";

export interface OpenedRoom {
  readonly room: Room;
  readonly afterCommit: AfterCommit;
}

type OpenDeps = Pick<Deps, "db" | "ids" | "now" | "publisher" | "tidings" | "background">;

/** The caller holds the room's row, and it is to open. */
export async function openHeldRoom(
  deps: Parameters<typeof scheduleChanged>[0],
  trx: Trx,
  { id, settings }: Room,
  actor: Actor,
  at: Date,
): Promise<OpenedRoom> {
  const room = await writeOpen(trx, id, { at, startedAt: settings.hostStarts ? null : at });
  await recordDeed(trx, { at, actor, deed: "room_opened", roomId: id, subject: null, detail: {} });
  return { room, afterCommit: await scheduleChanged(deps, trx, room, "opened") };
}

/** After the commit. Who waits at the door comes in by it. */
export function tellOpened(deps: OpenDeps, { room, afterCommit }: OpenedRoom): void {
  deps.publisher.publish(room.id, { type: "room_opened", started: room.startedAt !== null });
  deps.tidings.scheduleChanged(room.id);
  afterCommit();
  tellOpenedLater(deps, room);
}

/** Before its time. Idempotent: an open room is given as it is. Refuses as `decideDeed` does. */
export async function openRoom(
  deps: OpenDeps & Pick<Deps, "seatTokens" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "open");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    if (room.state !== "scheduled") return granted({ room, opened: null });
    const opened = await openHeldRoom(deps, trx, room, actor, now);
    return granted({ room: opened.room, opened });
  });
  if (!done.ok) return done;
  const { room, opened } = done.value;
  if (opened !== null) tellOpened(deps, opened);
  return granted(room);
}
