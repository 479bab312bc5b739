/** What a program that unfolds a link may show of the room behind it: what anybody without an account is told who has the link. */
import { findInvitation } from "../db/invitations.ts";
import { findRoomByCode, findRoomById } from "../db/rooms.ts";
import { roomCode } from "../domain/ids.ts";
import { isGood } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";

export type RoomPreview = Pick<Room, "activity" | "state" | "opensAt" | "schedule">;

/** By the room's own link. Refuses with `not_found`. */
export function openRoomPreview({ db }: Pick<Deps, "db">, code: string): Promise<Outcome<RoomPreview>> {
  return evenly(async () => toPreview(await findRoomByCode(db, roomCode(code))));
}

/** By the link of an invitation that is made out to nobody in particular and still good. Refuses with `not_found`. */
export function openInvitationPreview(
  { db, now }: Pick<Deps, "db" | "now">,
  code: string,
): Promise<Outcome<RoomPreview>> {
  return evenly(async () => {
    const invitation = await findInvitation(db, code);
    if (invitation === null || invitation.person !== null || !isGood(invitation, now())) return refused("not_found");
    return toPreview(await findRoomById(db, invitation.roomId));
  });
}

function toPreview(room: Room | null): Outcome<RoomPreview> {
  if (room === null) return refused("not_found");
  const { activity, state, opensAt, schedule } = room;
  return granted({ activity, state, opensAt, schedule });
}
