/**
 * Comes in by the socket: takes the seat, connects it to the media server, tells the others. Seats are given one at a
 * time per room; the media part is not, so that one slow connection holds up nobody else. What the newcomer sends comes
 * after that: first they see who is there.
 */
import type { SeatId } from "../domain/ids.ts";
import { granted, type Outcome, type Refusal, refused } from "../domain/refusal.ts";
import type { Room, Seat, SeatMedia } from "../domain/room.ts";
import { type ClaimedSeat, claimSeat, type SeatRequest } from "./claim_seat.ts";
import { type Deps, type Line, type LineEvent, MediaUnavailable, type ReceiveOffer, type TrackKind } from "./deps.ts";
import { withoutSilent } from "../domain/silencing.ts";
import { leaveRoom } from "./leave_room.ts";
import { recordVisitLater } from "./record_visit.ts";
import { toSeat } from "./seat_view.ts";
import { withdrawLater } from "./withdraw_knock.ts";

/**
 * Of a seat that a connection has claimed. `taken`: by another connection of the same holder meanwhile. `lost`: its holder was put
 * out meanwhile, whoever did it. `over`: the room has ended meanwhile.
 */
export type SeatStanding = "ours" | "taken" | "lost" | "over";

/** One connection's hold on the live side of a room; signalling keeps it. */
export interface Places {
  /** Runs the deed alone among those that give or free seats of this room. */
  inTurn<T>(deed: () => Promise<T>): Promise<T>;
  /** The seat is this connection's from now on; whoever was on it is out. */
  occupy(seatId: SeatId, muted: boolean): void;
  /** The line that goes on from before, or null once the old one is closed. */
  settle(seatId: SeatId): Promise<Line | null>;
  /** The line is the seat's from now on: whoever frees the seat closes it. */
  attach(seatId: SeatId, line: Line): void;
  /** What is dropped of what the seat sends, also what was so decided meanwhile. */
  silent(seatId: SeatId): ReadonlySet<TrackKind>;
  standing(seatId: SeatId): SeatStanding;
}

export interface JoinRequest extends SeatRequest {
  readonly media: SeatMedia;
  /** Takes the seat and waits: no line, and nothing at the media server. */
  readonly ajar: boolean;
  readonly line: (seatId: SeatId) => Promise<Line>;
  readonly onEvent: (seatId: SeatId, event: LineEvent) => void;
}

export interface Joined {
  readonly room: Room;
  readonly seat: Seat;
  /** Null for who waits behind the open door. */
  readonly line: Line | null;
  readonly kept: boolean;
  /** Null also if the line was kept. */
  readonly offer: ReceiveOffer | null;
}

type JoinDeps = Pick<
  Deps,
  "db" | "gateway" | "publisher" | "stage" | "tidings" | "background" | "ids" | "limits" | "now" | "log"
>;

/**
 * Refuses as `decideJoin` and `decideName` do, and with `media_unavailable`; a seat that was not held before is then given
 * up again.
 */
export async function joinRoom(deps: JoinDeps, places: Places, request: JoinRequest): Promise<Outcome<Joined>> {
  const claimed = await places.inTurn(async () => {
    const outcome = await claimSeat(deps, request);
    if (outcome.ok) places.occupy(outcome.value.record.id, outcome.value.record.muted);
    return outcome;
  });
  if (!claimed.ok) return claimed;
  const { room, record, claim, starts } = claimed.value;
  // Whatever becomes of the connection: who waits for the start need wait no longer.
  if (starts) deps.publisher.publish(room.id, { type: "room_started" });
  try {
    const joined = await connect(deps, places, request, claimed.value);
    if (joined !== "lost") return joined;
  } catch (error) {
    if (places.standing(record.id) !== "lost") {
      if (claim !== "held") {
        await places.inTurn(async () => {
          if (places.standing(record.id) === "ours") await leaveRoom(deps, room.id, record.id);
        });
      }
      if (error instanceof MediaUnavailable) return refused("media_unavailable");
      throw error;
    }
  }
  // Put out meanwhile, whoever did it: whether they may come in is decided anew.
  return await joinRoom(deps, places, request);
}

async function connect(
  deps: JoinDeps,
  places: Places,
  request: JoinRequest,
  claimed: ClaimedSeat,
): Promise<Outcome<Joined> | "lost"> {
  const { room, record } = claimed;
  const old = await places.settle(record.id);
  const kept = old !== null;
  const { line, offer } = request.ajar || kept
    ? { line: old, offer: null }
    : await enter(deps, request, room, record.id);
  const standing = places.standing(record.id);
  if (standing !== "ours") {
    await line?.close();
    return standing === "lost" ? standing : refused(whyNotOurs(standing));
  }
  if (line !== null) places.attach(record.id, line);
  const silent = places.silent(record.id);
  const seat = toSeat({ ...record, muted: silent.has("microphone") }, room, {
    presence: request.ajar ? "ajar" : "inside",
    media: withoutSilent(request.media, silent),
  });
  deps.publisher.publish(room.id, { type: "person_joined", seat });
  recordVisitLater(deps, claimed);
  withdrawLater(deps, request.visitor, claimed);
  return granted({ room, seat, line, kept, offer });
}

async function enter(
  deps: JoinDeps,
  request: JoinRequest,
  room: Room,
  seatId: SeatId,
): Promise<{ line: Line; offer: ReceiveOffer | null }> {
  const [line] = await Promise.all([
    request.line(seatId),
    deps.gateway.openRoom({ roomId: room.id, seatLimit: room.seatLimit }),
  ]);
  try {
    const onEvent = (event: LineEvent): void => request.onEvent(seatId, event);
    return { line, offer: await line.join({ roomId: room.id, seatId, onEvent }) };
  } catch (error) {
    await line.close();
    throw error;
  }
}

/** As if there were no such room for who was put out: what they may know of it, they ask anew. */
export function whyNotOurs(standing: Exclude<SeatStanding, "ours">): Refusal {
  switch (standing) {
    case "taken":
      return "seat_in_use";
    case "lost":
      return "not_found";
    case "over":
      return "room_ended";
  }
}
