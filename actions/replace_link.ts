/** Gives a room another link. The one before leads nowhere from now on; who is inside stays, and comes back by either. */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { deleteQuestionsOf } from "../db/reminder_questions.ts";
import { deleteRemindersByLink } from "../db/reminders.ts";
import { changeRoom, retireCode } from "../db/rooms.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { withdraw } from "../notices/notices.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { openingSubject, questionSubject } from "./occasion.ts";
import { planReminders } from "./plan_reminders.ts";

/** Every call gives a new one. Refuses as `decideDeed` does. */
export async function replaceLink(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "ids" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
): Promise<Outcome<Room>> {
  const replaced = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "replace_link");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    await retireCode(trx, room, now);
    await recordDeed(trx, { at: now, actor, deed: "link_replaced", roomId, subject: null, detail: {} });
    const changed = await changeRoom(trx, roomId, { code: deps.ids.roomCode() });
    await forgetWhoCameByLink(trx, changed, now);
    return granted(changed);
  });
  if (replaced.ok) deps.publisher.publish(roomId, { type: "link_replaced", code: replaced.value.code });
  return replaced;
}

/** What they are told would hand them the new one. */
async function forgetWhoCameByLink(trx: Trx, room: Room, now: Date): Promise<void> {
  await deleteQuestionsOf(trx, room.id);
  await withdraw(trx, { subject: questionSubject(room.id) });
  if (await deleteRemindersByLink(trx, room) === 0) return;
  await withdraw(trx, { subject: openingSubject(room.id), kinds: ["opens_soon"] });
  await planReminders(trx, now, room);
}
