/** What the page behind an invitation's link says: who asks whom to what. Takes nothing up. */
import { markSeen } from "../db/invitations.ts";
import { type Invitation, isGood } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { invitationDoor } from "./invitation_door.ts";

export interface OpenedInvitation {
  readonly invitation: Invitation;
  readonly room: Room;
  /** They are invited by it already: the room's own link opens to them. */
  readonly taken: boolean;
  /** The room is theirs. */
  readonly isHost: boolean;
}

/**
 * `read`: by a person's browser and not by a program that unfolds links or looks for viruses; then it counts as seen. Refuses with
 * `not_found`, `not_signed_in` for one that is made out to a person, `room_ended`, and `invitation_over`.
 */
export function openInvitation(
  deps: Pick<Deps, "db" | "seatTokens" | "tidings" | "ids" | "now">,
  asker: Asker,
  code: string,
  read: boolean,
): Promise<Outcome<OpenedInvitation>> {
  return evenly(async () => {
    const door = await invitationDoor(deps, asker, code);
    if (!door.ok) return door;
    const { invitation, room, invitee, taken, now } = door.value;
    const isHost = invitee === null && asker.viewer.kind === "person";
    if (room.state === "ended") return refused("room_ended");
    if (!taken && !isHost && !isGood(invitation, now)) return refused("invitation_over");
    if (read && !isHost && await markSeen(deps.db, invitation.id, now)) deps.tidings.hostingChanged(room.id);
    return granted({ invitation, room, taken, isHost });
  });
}
