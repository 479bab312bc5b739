/**
 * Asks people to a room: friends and groups of whoever asks, and addresses. Who is asked twice hears of it once. People are invited
 * at once, an address by the link that is written to it.
 */
import { friendsAmong, isInGroup } from "../db/audiences.ts";
import { recordDeed } from "../db/audit.ts";
import { membersToInvite } from "../db/group_members.ts";
import { countAddressesSince, countInvitations, insertInvitations, type NewInvitation } from "../db/invitations.ts";
import type { Trx } from "../db/database.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import { parseEmail } from "../domain/email.ts";
import type { GroupId, PersonId, RoomId } from "../domain/ids.ts";
import { ADDRESSES_A_DAY, INVITATIONS_OF_ROOM, INVITED_AT_ONCE, USES_OF_MAIL } from "../domain/invitation.ts";
import { granted, type Outcome, refused, tooMany } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { tellInvited } from "./tell_invited.ts";

export interface InviteWish {
  /** Friends of whoever asks. */
  readonly personIds: readonly PersonId[];
  /** As they were written; those that are none come back. */
  readonly emails: readonly string[];
  /** One that whoever asks is in. */
  readonly groupId: GroupId | null;
}

export interface Invited {
  /** What is new. */
  readonly invitations: readonly NewInvitation[];
  /** How many had been asked before. */
  readonly already: number;
  /** What was written in place of an address. */
  readonly bad: readonly string[];
}

type InviteDeps = Pick<
  Deps,
  "db" | "seatTokens" | "publisher" | "tidings" | "ids" | "now" | "limits" | "operatorEmail"
>;

const DAY_MS = 86_400_000;

/**
 * The good addresses are asked even if others are none. Refuses as `decideDeed` does, with `bad_invitation` where nobody is named or
 * somebody who is neither a friend nor in a group of theirs, with `too_many_invited`, `suspended` or `too_many_requests`.
 */
export async function invite(
  deps: InviteDeps,
  asker: Asker,
  roomId: RoomId,
  wish: InviteWish,
): Promise<Outcome<Invited>> {
  const { viewer } = asker;
  const allowed = await deps.limits.take("invite", countedAs(asker));
  if (!allowed.ok) return allowed;
  const done = await deps.db.transaction().execute(async (trx) => {
    if (viewer.kind === "person" && !await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
    const managed = await managedRoom(deps, trx, asker, roomId, "invite");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    const by = viewer.kind === "person" ? viewer.personId : null;
    const found = await findInvitees(trx, room, by, wish);
    if (!found.ok) return found;
    const { emails, bad } = readEmails(wish.emails);
    const named = found.value;
    const count = named.length + emails.length;
    if (count + bad.length === 0) return refused("bad_invitation");
    if (count + bad.length > INVITED_AT_ONCE) return refused("too_many_invited");
    if (await countInvitations(trx, roomId) + count > INVITATIONS_OF_ROOM) return refused("too_many_invited");
    if (by !== null && emails.length > 0) {
      const written = await countAddressesSince(trx, by, new Date(now.getTime() - DAY_MS));
      if (written + emails.length > ADDRESSES_A_DAY) return tooMany(DAY_MS / 1000);
    }
    const common = { roomId, label: null, madeBy: { id: by, name: actor.name }, madeAt: now, expiresAt: null };
    const one = () => ({ ...common, id: deps.ids.invitationId(), code: deps.ids.invitationCode() });
    const asked: NewInvitation[] = [
      ...named.map(({ personId, kind }) => ({ ...one(), kind, personId, email: null, usesLeft: null })),
      ...emails.map((email) => ({
        ...one(),
        kind: "email" as const,
        personId: null,
        email,
        usesLeft: USES_OF_MAIL,
      })),
    ];
    const made = asked.length === 0 ? new Set<string>() : await insertInvitations(trx, asked);
    const invitations = asked.filter(({ id }) => made.has(id));
    if (invitations.length > 0) {
      const detail = { count: invitations.length };
      await recordDeed(trx, { at: now, actor, deed: "people_invited", roomId, subject: null, detail });
    }
    const afterCommit = await tellInvited(deps, trx, room, invitations);
    return granted({ invitations, already: asked.length - invitations.length, bad, afterCommit });
  });
  if (!done.ok) return done;
  const { afterCommit, ...invited } = done.value;
  const people = invited.invitations.flatMap(({ personId }) => personId === null ? [] : [personId]);
  if (invited.invitations.length > 0) {
    deps.publisher.doorChanged(roomId);
    deps.tidings.hostingChanged(roomId);
    afterCommit();
  }
  if (people.length > 0) deps.tidings.tiesChanged(people);
  return granted(invited);
}

interface Invitee {
  readonly personId: PersonId;
  readonly kind: "person" | "group";
}

/** Without the host, who needs no invitation, and without whoever asks. */
async function findInvitees(
  trx: Trx,
  { hostId }: Room,
  by: PersonId | null,
  { personIds, groupId }: InviteWish,
): Promise<Outcome<readonly Invitee[]>> {
  if (personIds.length === 0 && groupId === null) return granted([]);
  if (by === null) return refused("bad_invitation");
  if (new Set(personIds).size > INVITED_AT_ONCE) return refused("too_many_invited");
  const friends = await friendsAmong(trx, by, personIds);
  if (personIds.some((id) => !friends.has(id))) return refused("bad_invitation");
  if (groupId !== null && !await isInGroup(trx, groupId, by)) return refused("bad_invitation");
  const members = groupId === null ? [] : await membersToInvite(trx, groupId, by, INVITED_AT_ONCE + 1);
  if (members.length > INVITED_AT_ONCE) return refused("too_many_invited");
  const kinds = new Map<PersonId, Invitee["kind"]>([
    ...members.map((id) => [id, "group"] as const),
    ...[...friends].map((id) => [id, "person"] as const),
  ]);
  kinds.delete(hostId);
  return granted([...kinds].map(([personId, kind]) => ({ personId, kind })));
}

function readEmails(
  written: readonly string[],
): { readonly emails: readonly string[]; readonly bad: readonly string[] } {
  const emails = new Set<string>();
  const bad = new Set<string>();
  for (const each of written) {
    const email = parseEmail(each);
    if (email === null) bad.add(each);
    else emails.add(email);
  }
  return { emails: [...emails], bad: [...bad] };
}
