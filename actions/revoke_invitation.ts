/** Takes an invitation back: nobody is invited by it any more. Who sits inside stays, and who knows the room's link still does. */
import { recordDeed } from "../db/audit.ts";
import { findInvitationOf, revokeInvitation as revoke } from "../db/invitations.ts";
import { takersOf } from "../db/invited.ts";
import type { InvitationId, RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { withdraw } from "../notices/notices.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { invitationSubject } from "./occasion.ts";
import { replanReminders } from "./plan_reminders.ts";

/** Idempotent. Refuses as `decideDeed` does, and with `not_found` where the room has no such invitation. */
export async function revokeInvitation(
  deps: Pick<Deps, "db" | "seatTokens" | "publisher" | "tidings" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  id: InvitationId,
): Promise<Outcome<null>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "invite");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    const invitation = await findInvitationOf(trx, roomId, id);
    if (invitation === null) return refused("not_found");
    if (invitation.revokedAt !== null) return granted(null);
    const people = await takersOf(trx, id);
    await revoke(trx, id, now);
    await withdraw(trx, { subject: invitationSubject(id) });
    const email = invitation.email === null ? [] : [{ email: invitation.email }];
    await replanReminders(trx, now, room, [...people.map((personId) => ({ personId })), ...email]);
    const name = invitation.person?.name ?? invitation.email ?? invitation.label;
    const subject = name === null ? null : { id: invitation.person?.id ?? id, name };
    await recordDeed(trx, { at: now, actor, deed: "invitation_revoked", roomId, subject, detail: {} });
    return granted(people);
  });
  if (!done.ok) return done;
  if (done.value !== null) {
    deps.publisher.doorChanged(roomId);
    deps.tidings.hostingChanged(roomId);
    if (done.value.length > 0) deps.tidings.tiesChanged(done.value);
  }
  return granted(null);
}
