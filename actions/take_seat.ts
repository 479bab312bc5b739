/**
 * Comes in without a socket: by the form of a page without JavaScript, or by the JSON API. Others see somebody who is not
 * connected yet; if no socket follows, the seat is given up after a while.
 */
import { roomCode } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { type Room, SILENT } from "../domain/room.ts";
import { claimSeat } from "./claim_seat.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { findByLink } from "./find_by_link.ts";
import { type Asker, toVisitor, withSeatToken } from "./guest_seat.ts";
import { recordVisitLater } from "./record_visit.ts";
import { withdrawLater } from "./withdraw_knock.ts";
import { type SeatSummary, toSeat, toSummary } from "./seat_view.ts";

export interface TakenSeat {
  readonly room: Room;
  readonly seat: SeatSummary;
  /** Freshly issued: to be set as this room's seat cookie. */
  readonly seatToken: string | null;
}

type TakeDeps = Pick<
  Deps,
  "db" | "seatTokens" | "publisher" | "stage" | "tidings" | "background" | "ids" | "limits" | "now"
>;

/** Idempotent: who holds a seat gets the same one. Refuses with `not_found` and as `decideJoin` and `decideName` do. */
export function takeSeat(
  deps: TakeDeps,
  asker: Asker,
  code: string,
  nickname: string | null,
  anyway = false,
): Promise<Outcome<TakenSeat>> {
  return evenly(() => take(deps, asker, code, { nickname, anyway }));
}

async function take(
  deps: TakeDeps,
  asker: Asker,
  code: string,
  { nickname, anyway }: { readonly nickname: string | null; readonly anyway: boolean },
): Promise<Outcome<TakenSeat>> {
  const found = await findByLink(deps, asker, code);
  if (found === null) return refused("not_found");
  const { visitor, seatToken } = withSeatToken(deps, toVisitor(deps, asker, found.id), found.id);
  const claimed = await claimSeat(deps, {
    roomId: found.id,
    code: roomCode(code),
    visitor,
    nextSeatId: null,
    nickname,
    renames: false,
    anyway,
    // Without a socket of its own this call takes nothing away from one that is there.
    inUse: () => false,
  });
  if (!claimed.ok) return claimed;
  const { room, record, claim, starts } = claimed.value;
  if (starts) deps.publisher.publish(room.id, { type: "room_started" });
  if (claim !== "held") {
    const seat = toSeat(record, room, { presence: "away", media: SILENT });
    deps.publisher.publish(room.id, { type: "person_joined", seat });
    recordVisitLater(deps, claimed.value);
  }
  withdrawLater(deps, visitor, claimed.value);
  return granted({ room, seat: toSummary(record, room), seatToken });
}
