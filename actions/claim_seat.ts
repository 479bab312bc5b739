/**
 * The part of coming in that the socket, the form and the JSON API share: load, decide, persist, commit. No media, no
 * news. The room's row is locked from the count to the commit, so the last seat is given once.
 */
import { noteArrival } from "../db/audiences.ts";
import { recordDeed } from "../db/audit.ts";
import { changeRoom, lockRoom } from "../db/rooms.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import { meetsBlocked } from "../db/standings.ts";
import { insertSeat, type SeatRecord, takeSeatAgain } from "../db/seats.ts";
import type { Trx } from "../db/database.ts";
import { decideJoin, decideName, type SeatClaim } from "../domain/admission.ts";
import type { RoomCode, RoomId, SeatId } from "../domain/ids.ts";
import { looksAfter } from "../domain/permissions.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Visitor } from "../domain/viewer.ts";
import { isHost } from "../domain/visibility.ts";
import { actorOf } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { entryFacts } from "./entry_facts.ts";
import { countedAs } from "./counted_as.ts";

export interface SeatRequest {
  readonly roomId: RoomId;
  /** By which link they came. */
  readonly code: RoomCode;
  readonly visitor: Visitor;
  /** The id of the seat that a person gets who has had none here; null: any. */
  readonly nextSeatId: SeatId | null;
  /** Null keeps the name of before; people are called as their account says. */
  readonly nickname: string | null;
  /** Whether a seat that is held already gets the name anew; a connection that is on it would not learn of that. */
  readonly renames: boolean;
  /** The visitor was told that somebody whom they blocked is inside, and comes in all the same. */
  readonly anyway: boolean;
  /** Whether another tab or device than the asking one is connected on that seat. */
  readonly inUse: (seatId: SeatId) => boolean;
}

export interface ClaimedSeat {
  readonly room: Room;
  readonly record: SeatRecord;
  /** What the visitor had before. */
  readonly claim: SeatClaim;
  /** The room has started with this: those who waited for the host may come in. */
  readonly starts: boolean;
  /** By an invitation that stands. */
  readonly invited: boolean;
  /** They stood at the door and asked; once they are in, they do so no more. */
  readonly knocked: boolean;
}

/** Refuses as `decideJoin` and `decideName` do, and with `suspended` or `too_many_requests`. */
export async function claimSeat(
  deps: Pick<Deps, "db" | "now" | "ids" | "limits">,
  request: SeatRequest,
): Promise<Outcome<ClaimedSeat>> {
  const allowed = await deps.limits.take("join", countedAs(request.visitor));
  if (!allowed.ok) return allowed;
  return await deps.db.transaction().execute(async (trx) => {
    const { visitor } = request;
    const { viewer } = visitor;
    if (viewer.kind === "person" && !await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
    const room = await lockRoom(trx, request.roomId);
    if (room === null) return refused("not_found");
    const now = deps.now();
    const { invited, join, seat: before, knock } = await entryFacts(trx, room, { ...request, now });
    const { claim, role } = join;
    const decision = decideJoin({
      ...join,
      letIn: knock?.state === "in",
      inUse: before !== null && request.inUse(before.id),
      meetsBlocked: viewer.kind === "person" && !request.anyway && await meetsBlocked(trx, room.id, viewer.personId),
    });
    if (!decision.ok) return decision;
    const name = decideName(viewer, request.nickname, before?.name ?? knock?.name ?? null);
    if (!name.ok) return name;
    const knocked = knock !== null && knock.state !== "gone";
    if (claim === "held" && before !== null && !request.renames) {
      return granted({ room, record: before, claim, starts: false, invited, knocked });
    }
    const record = await persist(deps, trx, room, request, { before, name: name.value, coHost: role === "co_host" });
    const isFirst = room.firstCameAt === null && claim !== "held" && !isHost(room, viewer);
    if (isFirst) await noteArrival(trx, room.id, now);
    const starts = room.startedAt === null && looksAfter(role);
    if (!starts) return granted({ room, record, claim, starts, invited, knocked });
    const actor = actorOf(viewer, record);
    await recordDeed(trx, { at: now, actor, deed: "room_started", roomId: room.id, subject: null, detail: {} });
    const started = await changeRoom(trx, room.id, { startedAt: now });
    return granted({ room: started, record, claim, starts, invited, knocked });
  });
}

async function persist(
  deps: Pick<Deps, "now" | "ids">,
  trx: Trx,
  room: Room,
  { visitor, nextSeatId }: SeatRequest,
  { before, name, coHost }: { readonly before: SeatRecord | null; readonly name: string; readonly coHost: boolean },
): Promise<SeatRecord> {
  const { viewer, guestSeatId } = visitor;
  // Of a person the browser alone, by which who was put out is known again after signing out.
  const traces = viewer.kind === "person" ? { ...visitor.traces, address: null } : visitor.traces;
  const at = deps.now();
  if (before !== null) {
    const again = await takeSeatAgain(trx, before.id, { name, traces, at });
    if (again === null) throw new Error("Failed to take a seat again: it is gone");
    return again;
  }
  return await insertSeat(trx, {
    id: guestSeatId ?? nextSeatId ?? deps.ids.seatId(),
    roomId: room.id,
    personId: viewer.kind === "person" ? viewer.personId : null,
    name,
    joinedAt: at,
    coHost,
    traces,
  });
}
