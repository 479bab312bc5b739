/** "Tell me": somebody who stands before a room that is not open yet wants to hear when it opens, is moved or is cancelled. */
import { countReminders, deleteReminder, insertReminder } from "../db/reminders.ts";
import { lockRoom } from "../db/rooms.ts";
import { roomCode } from "../domain/ids.ts";
import { REMINDERS_MAX } from "../domain/reminder.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { visitorOf } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { findByLink } from "./find_by_link.ts";
import type { Asker } from "./guest_seat.ts";
import { replanReminders } from "./plan_reminders.ts";
import { standingOf } from "./standing_of.ts";

type ReminderDeps = Pick<Deps, "db" | "seatTokens" | "now">;

/**
 * Idempotent. Gives whether they will be told. Refuses with `not_found`, `not_signed_in`, `room_ended`, `already_open`, and with
 * `room_full` once very many have asked.
 */
export function askReminder(
  deps: ReminderDeps,
  asker: Asker,
  code: string,
  wants: boolean,
): Promise<Outcome<boolean>> {
  return evenly(() => ask(deps, asker, code, wants));
}

async function ask(deps: ReminderDeps, asker: Asker, code: string, wants: boolean): Promise<Outcome<boolean>> {
  const found = await findByLink(deps, asker, code);
  if (found === null) return refused("not_found");
  const { viewer } = asker;
  const now = deps.now();
  return await deps.db.transaction().execute(async (trx) => {
    const room = await lockRoom(trx, found.id);
    if (room === null) return refused("not_found");
    const standing = await standingOf(trx, room, visitorOf(viewer), now);
    const sight = sightOf({ room, viewer, code: roomCode(code), seated: false, standing, now });
    if (sight === "nothing") return refused("not_found");
    if (viewer.kind === "guest") return refused("not_signed_in");
    const who = { kind: "person", personId: viewer.personId } as const;
    if (!wants) {
      await deleteReminder(trx, room.id, who);
      await replanReminders(trx, now, room, [{ personId: viewer.personId }]);
      return granted(false);
    }
    if (room.state !== "scheduled") return refused(room.state === "ended" ? "room_ended" : "already_open");
    if (await countReminders(trx, room.id) >= REMINDERS_MAX) return refused("room_full");
    await insertReminder(trx, room.id, who, now);
    await replanReminders(trx, now, room, [{ personId: viewer.personId }]);
    return granted(true);
  });
}
