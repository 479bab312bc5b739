/**
 * Names further hosts of an event, or takes that back: they look after its room with its host, also before it opens. Who is named
 * is invited by that, and told so.
 */
import { recordDeed } from "../db/audit.ts";
import { nameCoHost, unnameCoHost } from "../db/co_hosts.ts";
import type { Trx } from "../db/database.ts";
import { findAnswer } from "../db/event_answers.ts";
import { insertInvitations, type NewInvitation } from "../db/invitations.ts";
import { findName } from "../db/people.ts";
import { changeRoom } from "../db/rooms.ts";
import { findPersonSeat, type SeatRecord } from "../db/seats.ts";
import { findStanding } from "../db/standings.ts";
import { decideHosting } from "../domain/event.ts";
import type { EventId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { type ManagedRoom, managedRoom } from "./managed_room.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";
import { tellInvited } from "./tell_invited.ts";
import type { AfterCommit } from "./tell_schedule.ts";

type NamingDeps = Pick<
  Deps,
  "db" | "ids" | "seatTokens" | "publisher" | "tidings" | "limits" | "now" | "operatorEmail"
>;

interface Named {
  /** Of who was named, if they were there. */
  readonly seat: SeatRecord | null;
  readonly starts: boolean;
  readonly afterCommit: AfterCommit;
}

/** Idempotent. Refuses as `seenEvent` and, for the deed `name_co_host`, `decideDeed` do, as `decideHosting` does, or with `too_many_requests`. */
export function nameEventHost(
  deps: NamingDeps,
  asker: Asker,
  place: EventPlace,
  person: PersonId,
  named: boolean,
): Promise<Outcome<null>> {
  return evenly(async () => {
    const seen = await seenEvent(deps, deps.db, asker, place);
    if (!seen.ok) return seen;
    const { id, room: { id: roomId } } = seen.value.event;
    const done = await deps.db.transaction().execute(async (trx) => {
      const managed = await managedRoom(deps, trx, asker, roomId, "name_co_host");
      if (!managed.ok) return managed;
      return named ? await name(deps, trx, asker, managed.value, id, person) : await unname(trx, managed.value, person);
    });
    if (!done.ok) return done;
    const { seat, starts, afterCommit } = done.value;
    if (starts) deps.publisher.publish(roomId, { type: "room_started" });
    if (seat?.leftAt === null) {
      deps.publisher.publish(roomId, { type: "rights_changed", seatId: seat.id, coHost: named });
    }
    deps.publisher.doorChanged(roomId);
    deps.tidings.hostingChanged(roomId);
    deps.tidings.tiesChanged([person]);
    afterCommit();
    return granted(null);
  });
}

async function name(
  deps: NamingDeps,
  trx: Trx,
  asker: Asker,
  managed: ManagedRoom,
  event: EventId,
  person: PersonId,
): Promise<Outcome<Named>> {
  const { room, actor, now } = managed;
  const [standing, personName, answer] = [
    await findStanding(trx, room, person),
    await findName(trx, person),
    await findAnswer(trx, event, person),
  ];
  if (personName === null) return refused("not_found");
  const decision = decideHosting({ room, personId: person, standing, answered: answer !== null, now });
  if (!decision.ok) return decision;
  const seat = await findPersonSeat(trx, room.id, person);
  if (standing.coHost) return granted({ seat: null, starts: false, afterCommit: () => {} });
  const allowed = await deps.limits.take("invite", countedAs(asker));
  if (!allowed.ok) return allowed;
  await nameCoHost(trx, room.id, person, now);
  const subject = { id: person, name: personName };
  await recordDeed(trx, { at: now, actor, deed: "co_host_named", roomId: room.id, subject, detail: {} });
  const invitation: NewInvitation = {
    id: deps.ids.invitationId(),
    roomId: room.id,
    kind: "person",
    personId: person,
    email: null,
    label: null,
    code: deps.ids.invitationCode(),
    madeBy: { id: room.hostId, name: actor.name },
    madeAt: now,
    expiresAt: null,
    usesLeft: null,
  };
  const made = await insertInvitations(trx, [invitation]);
  const afterCommit = await tellInvited(deps, trx, room, made.size === 0 ? [] : [invitation]);
  const starts = seat?.leftAt === null && room.state === "open" && room.startedAt === null;
  if (starts) await changeRoom(trx, room.id, { startedAt: now });
  return granted({ seat, starts, afterCommit });
}

async function unname(trx: Trx, managed: ManagedRoom, person: PersonId): Promise<Outcome<Named>> {
  const { room, actor, now } = managed;
  const seat = await findPersonSeat(trx, room.id, person);
  const nothing = { seat: null, starts: false, afterCommit: () => {} };
  if (!(await findStanding(trx, room, person)).coHost && !seat?.coHost) return granted(nothing);
  await unnameCoHost(trx, room.id, person);
  const subject = { id: person, name: await findName(trx, person) ?? "" };
  await recordDeed(trx, { at: now, actor, deed: "co_host_unnamed", roomId: room.id, subject, detail: {} });
  return granted({ ...nothing, seat });
}
