/** Writes the notices a few minutes before a room opens, and takes them back. Each reader's own lead counts. */
import type { Trx } from "../db/database.ts";
import { type OpeningReader, openingReaders } from "../db/opening_readers.ts";
import { findSchedule } from "../db/schedules.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Room } from "../domain/room.ts";
import { tell, type Telling, withdraw } from "../notices/notices.ts";
import { openingFacts, openingSubject } from "./occasion.ts";

/** Of one opening: whoever was told of it before is not told of it again. */
export function reminderKey(roomId: RoomId, startsAt: Date): string {
  return `opens_soon:${roomId}:${startsAt.toISOString()}`;
}

/** For these readers, or all and the host. Nothing for a room that is not to open. Planning twice is planning once. */
export async function planReminders(
  trx: Trx,
  now: Date,
  room: Room,
  readers?: readonly OpeningReader[],
): Promise<void> {
  if (room.state !== "scheduled") return;
  const schedule = await findSchedule(trx, room.id);
  const all = readers ?? await openingReaders(trx, room.id, now);
  const common = {
    kind: "opens_soon" as const,
    subject: openingSubject(room.id),
    dedupKey: reminderKey(room.id, room.opensAt),
    due: { before: room.opensAt },
    // From then on they are told that it is open.
    goodUntil: room.opensAt,
  };
  const tellings = all.map(({ to, code }): Telling => ({ ...common, to, facts: openingFacts(room, schedule, code) }));
  if (readers === undefined) {
    const facts = { ...openingFacts(room, schedule, null), aboutId: null };
    tellings.push({ ...common, to: { personId: room.hostId }, facts });
  }
  await tell(trx, now, tellings);
}

/** Of these readers, as far as they still are: after an answer, or an invitation that was taken back or up. */
export async function replanReminders(
  trx: Trx,
  now: Date,
  room: Room,
  changed: readonly OpeningReader["to"][],
): Promise<void> {
  if (room.state !== "scheduled" || changed.length === 0) return;
  for (const to of changed) await withdraw(trx, { subject: openingSubject(room.id), kinds: ["opens_soon"], to });
  const keys = new Set(changed.map(keyOf));
  const readers = (await openingReaders(trx, room.id, now)).filter(({ to }) => keys.has(keyOf(to)));
  await planReminders(trx, now, room, readers);
}

function keyOf(to: OpeningReader["to"]): string {
  return JSON.stringify(to);
}
