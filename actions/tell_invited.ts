/**
 * Tells people and addresses that they are invited: in the app at once, by mail and push through the outbox, with the invitation's
 * own link; and before the start, if the room is to open.
 */
import { notBlockedBy } from "../db/blocked.ts";
import { markSent, type NewInvitation } from "../db/invitations.ts";
import type { OpeningReader } from "../db/opening_readers.ts";
import type { Trx } from "../db/database.ts";
import { findSchedule } from "../db/schedules.ts";
import type { Room } from "../domain/room.ts";
import { tell, type Telling } from "../notices/notices.ts";
import type { Deps } from "./deps.ts";
import { insertListed } from "./notify.ts";
import { invitationSubject, openingFacts } from "./occasion.ts";
import { planReminders } from "./plan_reminders.ts";
import type { AfterCommit } from "./tell_schedule.ts";

/** In the transaction that writes the invitations. Nothing is told to whom a block keeps from the host or from whoever asks. */
export async function tellInvited(
  deps: Pick<Deps, "ids" | "now" | "tidings">,
  trx: Trx,
  room: Room,
  invitations: readonly NewInvitation[],
): Promise<AfterCommit> {
  const at = deps.now();
  const named = invitations.flatMap(({ personId }) => personId === null ? [] : [personId]);
  const apart = new Set(named).difference(new Set(await notBlockedBy(trx, room.hostId, named)));
  const told = invitations.filter(({ personId }) => personId === null || !apart.has(personId));
  const listed = await insertListed(
    deps,
    trx,
    told.flatMap((invitation) =>
      invitation.personId === null ? [] : [{
        personId: invitation.personId,
        kind: "invited" as const,
        ...makerOf(room, invitation),
        roomId: room.id,
        groupId: null,
        dedupKey: keyOf(invitation),
      }]
    ),
  );
  const people = new Set(listed.map(({ personId }) => personId));
  const reached = told.filter(({ personId }) => personId === null || people.has(personId));
  const schedule = await findSchedule(trx, room.id);
  const tellings = reached.flatMap((invitation): Telling[] => {
    const to = readerOf(invitation)?.to;
    return to === undefined ? [] : [{
      to,
      kind: "invited",
      subject: invitationSubject(invitation.id),
      dedupKey: keyOf(invitation),
      due: { at },
      goodUntil: null,
      facts: { ...openingFacts(room, schedule, invitation.code), ...makerOf(room, invitation) },
    }];
  });
  await tell(trx, at, tellings, ["mail", "push"]);
  await planReminders(trx, at, room, reached.flatMap((invitation) => readerOf(invitation) ?? []));
  await markSent(trx, reached.filter(({ personId }) => personId !== null).map(({ id }) => id), at);
  return () => deps.tidings.noticed([...people]);
}

function readerOf({ personId, email, code }: NewInvitation): OpeningReader | null {
  if (personId !== null) return { to: { personId }, code: null, isChosen: false };
  return email === null ? null : { to: { email }, code, isChosen: false };
}

/** A co-host may have no account. */
function makerOf({ hostId }: Room, { madeBy }: NewInvitation) {
  return madeBy.id === null && madeBy.name !== ""
    ? { aboutId: null, guestName: madeBy.name }
    : { aboutId: madeBy.id ?? hostId, guestName: null };
}

function keyOf({ id }: NewInvitation): string {
  return `invited:${id}`;
}
