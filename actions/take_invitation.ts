/**
 * Takes an invitation up: whoever does is invited to the room, and finds its door open as the chosen ones do. Coming in is another
 * deed, so a room that is locked, full or not open yet stays so to them.
 */
import { handOverAnswer } from "../db/event_guest_answers.ts";
import { handOver, hasTaken, takeInvitation as take } from "../db/invited.ts";
import type { Trx } from "../db/database.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import { guestOf, isGood } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { heldInvitationDoor, type InvitationDoor, readersBehind } from "./invitation_door.ts";
import { replanReminders } from "./plan_reminders.ts";

export interface TakenInvitation {
  readonly room: Room;
  /** Freshly issued: to be set as the room's seat cookie. */
  readonly seatToken: string | null;
}

type TakeDeps = Pick<Deps, "db" | "seatTokens" | "publisher" | "tidings" | "ids" | "now" | "limits">;

/**
 * Idempotent: who is invited by it uses it up no further. Refuses with `not_found`, `not_signed_in`, `room_ended`, `invitation_over`,
 * `suspended` or `too_many_requests`.
 */
export function takeInvitation(deps: TakeDeps, asker: Asker, code: string): Promise<Outcome<TakenInvitation>> {
  return evenly(async () => {
    const allowed = await deps.limits.take("join", countedAs(asker));
    if (!allowed.ok) return allowed;
    const done = await deps.db.transaction().execute(async (trx) => {
      const door = await heldInvitationDoor(deps, trx, asker, code);
      if (!door.ok) return door;
      return await takeUp(deps, trx, asker, door.value);
    });
    if (!done.ok) return done;
    const { room, seatToken, isNew } = done.value;
    if (isNew) {
      deps.publisher.doorChanged(room.id);
      deps.tidings.hostingChanged(room.id);
      if (asker.viewer.kind === "person") deps.tidings.tiesChanged([asker.viewer.personId]);
    }
    return granted({ room, seatToken });
  });
}

/** Also the beginning of answering: who answers a link has taken it up. */
export async function takeUp(
  deps: Pick<Deps, "seatTokens" | "now">,
  trx: Trx,
  asker: Asker,
  { invitation, room, invitee, taken, seatToken, now }: InvitationDoor,
): Promise<Outcome<TakenInvitation & { readonly isNew: boolean }>> {
  const { viewer } = asker;
  if (viewer.kind === "person" && !await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
  if (room.state === "ended") return refused("room_ended");
  if (taken || invitee === null) return granted({ room, seatToken, isNew: false });
  const replan = () => replanReminders(trx, now, room, readersBehind(invitation, invitee));
  if ("personId" in invitee) {
    const token = asker.seatToken(room.id);
    const seatId = token === null ? null : deps.seatTokens.verify(token, room.id, now);
    if (seatId !== null && await hasTaken(trx, invitation.id, { seatId })) {
      await handOver(trx, invitation.id, seatId, invitee.personId);
      const guest = guestOf(invitation, seatId);
      await handOverAnswer(trx, { invitationId: invitation.id, guest }, invitee.personId);
      await replan();
      return granted({ room, seatToken, isNew: true });
    }
  }
  if (!isGood(invitation, now)) return refused("invitation_over");
  await take(trx, invitation, invitee, now);
  await replan();
  return granted({ room, seatToken, isNew: true });
}
