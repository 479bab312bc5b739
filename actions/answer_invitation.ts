/** Says whether one comes, by an invitation's link: also to the event whose room it is. A later answer takes the place of the one before. */
import { writeEventAnswer } from "../db/event_answers.ts";
import { handOverAnswer, writeGuestAnswer } from "../db/event_guest_answers.ts";
import { findEventOfRoom } from "../db/events.ts";
import { writeAnswer } from "../db/invitations.ts";
import { GUEST_OF_ADDRESS, guestOf, type InvitationAnswer } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { heldInvitationDoor, readersBehind } from "./invitation_door.ts";
import { replanReminders } from "./plan_reminders.ts";
import { type TakenInvitation, takeUp } from "./take_invitation.ts";

type AnswerDeps = Pick<Deps, "db" | "seatTokens" | "publisher" | "tidings" | "ids" | "now" | "limits">;

/** Takes it up, so that nobody answers for somebody else. Refuses as `takeInvitation` does, and with `not_found` the host. */
export function answerInvitation(
  deps: AnswerDeps,
  asker: Asker,
  code: string,
  answer: InvitationAnswer,
): Promise<Outcome<TakenInvitation>> {
  return evenly(async () => {
    const allowed = await deps.limits.take("join", countedAs(asker));
    if (!allowed.ok) return allowed;
    const done = await deps.db.transaction().execute(async (trx) => {
      const door = await heldInvitationDoor(deps, trx, asker, code);
      if (!door.ok) return door;
      const { invitation, room, invitee, now } = door.value;
      if (invitee === null) return refused("not_found");
      const taken = await takeUp(deps, trx, asker, door.value);
      if (!taken.ok) return taken;
      await writeAnswer(trx, invitation.id, answer, now);
      const event = await findEventOfRoom(trx, room.id);
      if (event !== null && "personId" in invitee) {
        // Whom the mail was written to has an account after all.
        const address = { invitationId: invitation.id, guest: GUEST_OF_ADDRESS };
        if (invitation.kind === "email") await handOverAnswer(trx, address, invitee.personId);
        await writeEventAnswer(trx, event, invitee.personId, answer, now);
      } else if (event !== null && "seatId" in invitee) {
        const guest = { invitationId: invitation.id, guest: guestOf(invitation, invitee.seatId) };
        await writeGuestAnswer(trx, event, guest, answer, now);
      }
      await replanReminders(trx, now, room, readersBehind(invitation, invitee));
      return taken;
    });
    if (!done.ok) return done;
    const { room, seatToken, isNew } = done.value;
    deps.tidings.hostingChanged(room.id);
    if (isNew) {
      deps.publisher.doorChanged(room.id);
      if (asker.viewer.kind === "person") deps.tidings.tiesChanged([asker.viewer.personId]);
    }
    return granted({ room, seatToken });
  });
}
