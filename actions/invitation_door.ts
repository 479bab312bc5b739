/**
 * The beginning of every deed that is done with an invitation's link: the invitation, the room it leads to, and who came by it. One
 * that was made out to a person is nothing to everybody else; any is nothing to whom a block keeps from the room's host.
 */
import type { Db, Trx } from "../db/database.ts";
import { findInvitation } from "../db/invitations.ts";
import { hasTaken, type Invitee } from "../db/invited.ts";
import type { OpeningReader } from "../db/opening_readers.ts";
import { findRoomById, lockRoom } from "../db/rooms.ts";
import type { Invitation } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Visitor } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { type Asker, toVisitor, withSeatToken } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";

export interface InvitationDoor {
  readonly invitation: Invitation;
  readonly room: Room;
  readonly visitor: Visitor;
  /** Null for the room's host. */
  readonly invitee: Invitee | null;
  /** They are invited by it already. */
  readonly taken: boolean;
  /** Freshly issued: to be set as the room's seat cookie. Null for who has an account or a good cookie. */
  readonly seatToken: string | null;
  readonly now: Date;
}

type DoorDeps = Pick<Deps, "seatTokens" | "ids" | "now">;

/** Refuses with `not_signed_in` for one that is made out to a person, and with `not_found`. */
export async function invitationDoor(
  deps: DoorDeps & Pick<Deps, "db">,
  asker: Asker,
  code: string,
): Promise<Outcome<InvitationDoor>> {
  const invitation = await findInvitation(deps.db, code);
  const room = invitation && await findRoomById(deps.db, invitation.roomId);
  return invitation && room ? await stand(deps, deps.db, asker, invitation, room) : refused("not_found");
}

/** The same with the room held until the transaction ends. */
export async function heldInvitationDoor(
  deps: DoorDeps,
  trx: Trx,
  asker: Asker,
  code: string,
): Promise<Outcome<InvitationDoor>> {
  const found = await findInvitation(trx, code);
  const room = found && await lockRoom(trx, found.roomId);
  // As it is now that nobody else can take it up.
  const invitation = room && await findInvitation(trx, code);
  return invitation && room ? await stand(deps, trx, asker, invitation, room) : refused("not_found");
}

async function stand(
  deps: DoorDeps,
  db: Db,
  asker: Asker,
  invitation: Invitation,
  room: Room,
): Promise<Outcome<InvitationDoor>> {
  const { viewer } = asker;
  if (invitation.person !== null && !isHost(room, viewer)) {
    if (viewer.kind === "guest") return refused("not_signed_in");
    if (viewer.personId !== invitation.person.id) return refused("not_found");
  }
  const now = deps.now();
  const { visitor, seatToken } = withSeatToken(deps, toVisitor(deps, asker, room.id), room.id);
  const { blocked } = await standingOf(db, room, visitor, now);
  if (blocked) return refused("not_found");
  const invitee = inviteeOf(room, visitor);
  const taken = invitee !== null && await hasTaken(db, invitation.id, invitee);
  return granted({ invitation, room, visitor, invitee, taken, seatToken, now });
}

function inviteeOf(room: Room, { viewer, guestSeatId }: Visitor): Invitee | null {
  if (isHost(room, viewer)) return null;
  if (viewer.kind === "person") return { personId: viewer.personId };
  return guestSeatId === null ? null : { seatId: guestSeatId };
}

/** Who may be told of the room otherwise than before, once that invitee has taken the invitation up or answered it. */
export function readersBehind({ email }: Invitation, invitee: Invitee): readonly OpeningReader["to"][] {
  const person = "personId" in invitee ? [{ personId: invitee.personId }] : [];
  return email === null ? person : [...person, { email }];
}
