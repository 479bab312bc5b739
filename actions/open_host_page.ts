/** All that those who look after a room see of it, at once: who knocks, who is inside, who is kept out, what was done there. */
import { listDeeds } from "../db/audit.ts";
import { listRemovals, type Removal } from "../db/removals.ts";
import { findSchedule, type StoredSchedule } from "../db/schedules.ts";
import { liveSeats } from "../db/seats.ts";
import { HOUSE_DEEDS } from "../domain/audit.ts";
import type { InvitationId, RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import { locksAfterRemoval } from "../domain/removal.ts";
import type { Room } from "../domain/room.ts";
import { nextOccurrence, type Occurrence, type Schedule, upcoming } from "../domain/schedule.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { type InvitationPage, invitationsOf } from "./list_invitations.ts";
import type { DeedPage } from "./list_deeds.ts";
import { seenRoom } from "./managed_room.ts";
import { type HeardKnock, readHeardKnocks } from "./read_heard_knocks.ts";
import { type SeatSummary, toSummary } from "./seat_view.ts";

export interface HostPage {
  readonly room: Room;
  /** The room is theirs; else they are a co-host. */
  readonly isHost: boolean;
  /** Of who asks; null if they are not inside. */
  readonly ownSeatId: SeatId | null;
  /** In the order of arrival. */
  readonly seats: readonly SeatSummary[];
  /** Whether removing somebody would lock the room now. */
  readonly locks: boolean;
  /** Who knocks, the first who knocked first. */
  readonly knocks: readonly HeardKnock[];
  /** Who is kept out, the latest first. */
  readonly removals: readonly Removal[];
  /** Who was asked, the latest first. */
  readonly invitations: InvitationPage;
  readonly history: DeedPage;
  /** When it opens; null for a room that opened as it was made, and for one that has ended. */
  readonly schedule: Schedule | null;
  /** When it opens next, and then; of an open room after this time. */
  readonly times: readonly Occurrence[];
  readonly now: Date;
}

const HISTORY_A_PAGE = 20;
const TIMES_SHOWN = 5;

/** Where the page's lists begin. */
export interface HostPagePlace {
  /** Only what was done before that entry of the history. */
  readonly before: number | null;
  /** Only who was asked before that invitation. */
  readonly invitationsAfter: InvitationId | null;
}

/** Also of an ended room. Refuses as `decideDeed` does. */
export async function openHostPage(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  { before, invitationsAfter }: HostPagePlace,
): Promise<Outcome<HostPage>> {
  const seen = await seenRoom(deps, asker, roomId);
  if (!seen.ok) return seen;
  const { room, role, seat, now } = seen.value;
  const [seats, knocks, removals, invitations, schedule, found] = await Promise.all([
    liveSeats(deps.db, roomId),
    readHeardKnocks(deps, roomId),
    listRemovals(deps.db, roomId),
    invitationsOf(deps, roomId, invitationsAfter),
    room.schedule === null || room.state === "ended" ? null : findSchedule(deps.db, roomId),
    listDeeds(deps.db, { room: roomId, without: HOUSE_DEEDS, before, limit: HISTORY_A_PAGE + 1 }),
  ]);
  const deeds = found.slice(0, HISTORY_A_PAGE);
  return granted({
    room,
    isHost: role === "host",
    ownSeatId: seat !== null && seat.leftAt === null ? seat.id : null,
    seats: seats.map((each) => toSummary(each, room)),
    locks: locksAfterRemoval(room),
    knocks,
    removals,
    invitations,
    history: { deeds, next: found.length > deeds.length ? deeds.at(-1)?.id ?? null : null },
    schedule,
    times: schedule === null ? [] : timesOf(room, schedule, now),
    now,
  });
}

function timesOf({ state, opensAt, closesAt }: Room, schedule: StoredSchedule, now: Date): readonly Occurrence[] {
  const first = state === "scheduled"
    ? { startsAt: opensAt, endsAt: closesAt }
    : nextOccurrence(schedule, new Date(Math.max(now.getTime(), schedule.occursAt.getTime())));
  return first === null ? [] : upcoming(schedule, first, TIMES_SHOWN);
}
