/** Changes whom an open room is for. Who sits inside stays; everybody else finds it by the new audience from now on. */
import { changeAudience } from "../db/audiences.ts";
import { lockTies } from "../db/friends.ts";
import { lockRoom } from "../db/rooms.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Viewer } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { planAudience, tellShown, writeShowing } from "./show_room.ts";

/** The rings begin anew, and stop at once if somebody is inside. Refuses with `not_found`, also to everybody but the host, `room_ended` or `bad_audience`. */
export async function setAudience(
  deps: Pick<Deps, "db" | "ids" | "now" | "publisher" | "tidings">,
  viewer: Viewer,
  roomId: RoomId,
  choice: AudienceChoice,
): Promise<Outcome<Room>> {
  if (viewer.kind === "guest") return refused("not_found");
  const changed = await deps.db.transaction().execute(async (trx) => {
    if (choice.kind === "friends") await lockTies(trx, viewer.personId);
    const before = await lockRoom(trx, roomId);
    if (before === null || !isHost(before, viewer)) return refused("not_found");
    if (before.state === "ended") return refused("room_ended");
    const now = deps.now();
    const plan = await planAudience(trx, before.hostId, choice, now);
    if (!plan.ok) return plan;
    const { audience, shownToAll } = plan.value;
    const room = await changeAudience(trx, roomId, { audience, shownToAll, shownSince: now });
    await writeShowing(trx, roomId, plan.value);
    return granted({ room, plan: plan.value });
  });
  if (!changed.ok) return changed;
  const { room, plan } = changed.value;
  const { audience, groupName } = room;
  deps.publisher.publish(roomId, { type: "audience_changed", audience, groupName });
  await tellShown(deps, room, plan);
  return granted(room);
}
