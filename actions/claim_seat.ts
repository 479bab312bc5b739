/**
 * The part of coming in that the socket, the form and the JSON API share: load, decide, persist, commit. No media, no
 * news. The room's row is locked from the count to the commit, so the last seat is given once.
 */
import { noteArrival } from "../db/audiences.ts";
import { lockRoom } from "../db/rooms.ts";
import { meetsBlocked } from "../db/standings.ts";
import { countLive, insertSeat, type SeatRecord, takeSeatAgain } from "../db/seats.ts";
import type { Trx } from "../db/database.ts";
import { decideJoin, decideName, type SeatClaim } from "../domain/admission.ts";
import type { RoomCode, RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Visitor } from "../domain/viewer.ts";
import { isHost, sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { standingOf } from "./standing_of.ts";

export interface SeatRequest {
  readonly roomId: RoomId;
  /** By which link they came. */
  readonly code: RoomCode;
  readonly visitor: Visitor;
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
}

/** Refuses as `decideJoin` and `decideName` do. */
export function claimSeat(deps: Pick<Deps, "db" | "now" | "ids">, request: SeatRequest): Promise<Outcome<ClaimedSeat>> {
  return deps.db.transaction().execute(async (trx) => {
    const { visitor, code } = request;
    const room = await lockRoom(trx, request.roomId);
    if (room === null) return refused("not_found");
    const { claim, record: before } = await findOwnSeat(trx, room.id, visitor);
    const { viewer } = visitor;
    const standing = await standingOf(trx, room, viewer);
    const decision = decideJoin({
      room,
      sight: sightOf({ room, viewer, code, seated: claim === "held", standing, now: deps.now() }),
      claim,
      inUse: before !== null && request.inUse(before.id),
      seatsHeld: await countLive(trx, room.id),
      meetsBlocked: viewer.kind === "person" && !request.anyway && await meetsBlocked(trx, room.id, viewer.personId),
    });
    if (!decision.ok) return decision;
    const name = decideName(viewer, request.nickname, before?.name ?? null);
    if (!name.ok) return name;
    if (claim === "held" && before !== null && !request.renames) return granted({ room, record: before, claim });
    const record = await persist(deps, trx, room, request, before, name.value);
    const isFirst = room.firstCameAt === null && claim !== "held" && !isHost(room, viewer);
    if (isFirst) await noteArrival(trx, room.id, deps.now());
    return granted({ room, record, claim });
  });
}

async function persist(
  deps: Pick<Deps, "now" | "ids">,
  trx: Trx,
  room: Room,
  { visitor }: SeatRequest,
  before: SeatRecord | null,
  name: string,
): Promise<SeatRecord> {
  const { viewer, guestSeatId } = visitor;
  const at = deps.now();
  if (before !== null) {
    const again = await takeSeatAgain(trx, before.id, name, at);
    if (again === null) throw new Error("Failed to take a seat again: it is gone");
    return again;
  }
  return await insertSeat(trx, {
    id: guestSeatId ?? deps.ids.seatId(),
    roomId: room.id,
    personId: viewer.kind === "person" ? viewer.personId : null,
    name,
    joinedAt: at,
  });
}
