/** Who was asked to a room and how far that has come, for those who look after it. */
import { countStages, type InvitationCounts, listInvitations as findInvitations } from "../db/invitations.ts";
import type { InvitationId, RoomId } from "../domain/ids.ts";
import type { Invitation } from "../domain/invitation.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { seenRoom } from "./managed_room.ts";

export type { InvitationCounts } from "../db/invitations.ts";

export const INVITATIONS_A_PAGE = 50;

export interface InvitationPage {
  /** The latest first, without those taken back. */
  readonly invitations: readonly Invitation[];
  readonly counts: InvitationCounts;
  /** After which the next page begins; null on the last one. */
  readonly next: InvitationId | null;
}

/** `after`: the last one of the page before. Refuses as `decideDeed` does. */
export async function listInvitations(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  after: InvitationId | null,
): Promise<Outcome<InvitationPage>> {
  const seen = await seenRoom(deps, asker, roomId);
  return seen.ok ? granted(await invitationsOf(deps, roomId, after)) : seen;
}

/** For who is known to look after the room. */
export async function invitationsOf(
  deps: Pick<Deps, "db">,
  roomId: RoomId,
  after: InvitationId | null,
): Promise<InvitationPage> {
  const [found, counts] = await Promise.all([
    findInvitations(deps.db, roomId, { after, limit: INVITATIONS_A_PAGE + 1 }),
    countStages(deps.db, roomId),
  ]);
  const invitations = found.slice(0, INVITATIONS_A_PAGE);
  return { invitations, counts, next: found.length > invitations.length ? invitations.at(-1)?.id ?? null : null };
}
