/** Makes a link to a room that invites whoever comes by it: once or again and again, for good or for a time. */
import { recordDeed } from "../db/audit.ts";
import { countInvitations, findInvitationOf, insertInvitations } from "../db/invitations.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import type { RoomId } from "../domain/ids.ts";
import { type Invitation, INVITATIONS_OF_ROOM, parseLabel } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";

export interface LinkWish {
  /** Whom it is for, for who reads the list; null or blank for nothing. */
  readonly label: string | null;
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
  /** Only the first who takes it up is invited. */
  readonly once: boolean;
}

/**
 * Refuses as `decideDeed` does, with `bad_text`, with `bad_invitation` for one that would have expired, `too_many_invited`,
 * `suspended` or `too_many_requests`.
 */
export async function makePersonalLink(
  deps: Pick<Deps, "db" | "seatTokens" | "tidings" | "ids" | "now" | "limits" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  { label: written, expiresAt, once }: LinkWish,
): Promise<Outcome<Invitation>> {
  const { viewer } = asker;
  const allowed = await deps.limits.take("invite", countedAs(asker));
  if (!allowed.ok) return allowed;
  const made = await deps.db.transaction().execute(async (trx) => {
    if (viewer.kind === "person" && !await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
    const managed = await managedRoom(deps, trx, asker, roomId, "invite");
    if (!managed.ok) return managed;
    const { actor, now } = managed.value;
    const label = parseLabel(written);
    if (!label.ok) return label;
    if (expiresAt !== null && expiresAt <= now) return refused("bad_invitation");
    if (await countInvitations(trx, roomId) >= INVITATIONS_OF_ROOM) return refused("too_many_invited");
    const id = deps.ids.invitationId();
    await insertInvitations(trx, [{
      id,
      roomId,
      kind: "link",
      personId: null,
      email: null,
      label: label.value,
      code: deps.ids.invitationCode(),
      madeBy: { id: viewer.kind === "person" ? viewer.personId : null, name: actor.name },
      madeAt: now,
      expiresAt,
      usesLeft: once ? 1 : null,
    }]);
    const subject = label.value === null ? null : { id, name: label.value };
    await recordDeed(trx, { at: now, actor, deed: "link_made", roomId, subject, detail: {} });
    const invitation = await findInvitationOf(trx, roomId, id);
    if (invitation === null) throw new Error("Failed to make a personal link: it is gone");
    return granted(invitation);
  });
  if (made.ok) deps.tidings.hostingChanged(roomId);
  return made;
}
