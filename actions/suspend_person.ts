/**
 * Keeps somebody out of the whole house, at once: sessions and sockets end, seats are left, their rooms end, and nobody finds
 * them. What they did before stays as it is.
 */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { lockRoom } from "../db/rooms.ts";
import { lockPerson, seatsHeldBy, setSuspended, unendedRoomsOf } from "../db/suspensions.ts";
import type { Actor } from "../domain/audit.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { decideSuspending, parseSuspensionReason } from "../domain/suspension.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";
import { leaveRoom } from "./leave_room.ts";
import { BY_OPERATOR, type EndedRoom, endHeldRoom, tellEnded } from "./room_ending.ts";

type SuspendDeps =
  & Pick<Deps, "db" | "ids" | "suspended" | "tidings" | "now" | "operatorEmail">
  & Parameters<typeof leaveRoom>[0]
  & Parameters<typeof tellEnded>[0];

/**
 * Idempotent: who is suspended already stays so since then, and for that reason. Refuses with `not_found` (to everybody but
 * the operator, and an id that nobody has), `is_oneself` and `bad_text`.
 */
export async function suspendPerson(
  deps: SuspendDeps,
  viewer: Viewer,
  person: PersonId,
  rawReason: string,
): Promise<Outcome<null>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const operator = await asOperator(deps, trx, viewer);
    if (!operator.ok) return operator;
    const decision = decideSuspending(operator.value.id, person);
    if (!decision.ok) return decision;
    const reason = parseSuspensionReason(rawReason);
    if (!reason.ok) return reason;
    const found = await lockPerson(trx, person);
    if (found === null) return refused("not_found");
    if (found.suspendedAt !== null) return granted([]);
    const at = deps.now();
    await setSuspended(trx, person, at);
    await recordDeed(trx, {
      at,
      actor: operator.value,
      deed: "person_suspended",
      roomId: null,
      subject: { id: person, name: found.name },
      detail: { reason: reason.value },
    });
    return granted(await endRoomsOf(deps, trx, person, operator.value, at));
  });
  if (!done.ok) return done;
  deps.suspended.forget();
  deps.tidings.signedOut([person]);
  for (const { roomId, seatId } of await seatsHeldBy(deps.db, person)) await leaveRoom(deps, roomId, seatId);
  await Promise.all(done.value.map((ended) => tellEnded(deps, ended)));
  return granted(null);
}

/** None of theirs comes about meanwhile: the transaction holds the person. */
async function endRoomsOf(
  deps: SuspendDeps,
  trx: Trx,
  person: PersonId,
  actor: Actor,
  at: Date,
): Promise<EndedRoom[]> {
  const ended: EndedRoom[] = [];
  for (const roomId of await unendedRoomsOf(trx, person)) {
    const room = await lockRoom(trx, roomId);
    if (room === null || room.state === "ended") continue;
    ended.push(await endHeldRoom(deps, trx, room, { actor, at, detail: BY_OPERATOR }));
  }
  return ended;
}
