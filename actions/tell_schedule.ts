/**
 * Where deeds say that a room is to open, has been moved, is cancelled or has opened. Whoever is told of that hangs on here: now
 * those who asked for it at the door, inside the app.
 */
import { insertNotices } from "../db/notices.ts";
import type { Trx } from "../db/database.ts";
import { listReminders } from "../db/reminders.ts";
import { findSchedule } from "../db/schedules.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import { visitorOf } from "../domain/viewer.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { standingOf } from "./standing_of.ts";

export type ScheduleNews = "scheduled" | "moved" | "cancelled" | "opened";

/** To be called after the commit. */
export type AfterCommit = () => void;

/**
 * In the transaction of the deed, which has written the room as it is now. Says nothing of it to who may not come to the room's
 * door any more. Telling the same twice is telling once.
 */
export async function scheduleChanged(
  deps: Pick<Deps, "ids" | "now" | "tidings">,
  trx: Trx,
  room: Room,
  what: ScheduleNews,
): Promise<AfterCommit> {
  if (what === "scheduled") return () => {};
  const at = deps.now();
  const people = await peopleToTell(trx, room, at);
  if (people.length === 0) return () => {};
  const schedule = await findSchedule(trx, room.id);
  const dedupKey = `${what}:${room.id}:${schedule?.sequence ?? 0}:${schedule?.occursAt.toISOString() ?? ""}`;
  const notices = people.map((personId) => ({
    id: deps.ids.noticeId(),
    personId,
    kind: what,
    aboutId: room.hostId,
    roomId: room.id,
    groupId: null,
    dedupKey,
    at,
  }));
  const told = await insertNotices(trx, notices);
  return () => {
    if (told.size > 0) deps.tidings.noticed(notices.filter(({ id }) => told.has(id)).map(({ personId }) => personId));
  };
}

/** Who asked to be told, as far as the link still leads them to the door. */
async function peopleToTell(trx: Trx, room: Room, now: Date): Promise<readonly PersonId[]> {
  const people: PersonId[] = [];
  for (const who of await listReminders(trx, room.id)) {
    if (who.kind === "address") continue;
    const viewer = { kind: "person", personId: who.personId, name: "" } as const;
    const standing = await standingOf(trx, room, visitorOf(viewer), now);
    const sight = sightOf({ room, viewer, code: room.code, seated: false, standing, now });
    if (sight !== "nothing" && sight !== "shut") people.push(who.personId);
  }
  return people;
}
