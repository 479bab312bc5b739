/** Knocks no more: went away, thought otherwise, or came in. */
import type { Trx } from "../db/database.ts";
import { findKnock, type KnockRecord, writeKnock } from "../db/knocks.ts";
import { lockRoom } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { type Knocker, knockerOf, viewOf, withdrawn } from "../domain/knock.ts";
import type { Visitor } from "../domain/viewer.ts";
import type { ClaimedSeat } from "./claim_seat.ts";
import type { Deps } from "./deps.ts";

/**
 * False if they did not knock. `isBack` is asked once nobody else can change the knock: who has come back meanwhile goes on
 * knocking.
 */
export async function withdrawKnock(
  deps: Pick<Deps, "db" | "publisher" | "now">,
  roomId: RoomId,
  knocker: Knocker,
  isBack: () => boolean = () => false,
): Promise<boolean> {
  const gone = await deps.db.transaction().execute(async (trx) =>
    await lockRoom(trx, roomId) === null ? null : await closeKnock(trx, roomId, knocker, isBack)
  );
  if (gone !== null) deps.publisher.knockChanged(roomId, knocker, viewOf(gone, deps.now()));
  return gone !== null;
}

/** In the transaction of a caller that holds the room's row. Null if they did not knock. */
export async function closeKnock(
  trx: Trx,
  roomId: RoomId,
  knocker: Knocker,
  isBack: () => boolean = () => false,
): Promise<KnockRecord | null> {
  const knock = await findKnock(trx, roomId, knocker);
  if (knock === null || knock.state === "gone" || isBack()) return null;
  const after = { ...knock, ...withdrawn(knock) };
  await writeKnock(trx, after);
  return after;
}

/** Left to the background by whoever gave a seat. Returns at once. */
export function withdrawLater(
  deps: Pick<Deps, "db" | "publisher" | "background" | "now">,
  visitor: Visitor,
  { room, knocked }: ClaimedSeat,
): void {
  const knocker = knockerOf(visitor);
  if (!knocked || knocker === null) return;
  deps.background.start("Failed to withdraw a knock", async () => void await withdrawKnock(deps, room.id, knocker));
}
