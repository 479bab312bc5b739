/** Which seat a visitor's cookie names. People with accounts need none: their seat hangs on the account. */
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Traces } from "../domain/traces.ts";
import type { Viewer, Visitor } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Who asks, before the cookie is looked at. */
export interface Asker {
  readonly viewer: Viewer;
  /** Reads the visitor's seat cookie of the room that a link turns out to lead to: every room has its own. */
  readonly seatToken: (roomId: RoomId) => string | null;
  readonly traces: Traces;
}

export function toVisitor(
  deps: Pick<Deps, "seatTokens" | "now">,
  { viewer, seatToken, traces }: Asker,
  roomId: RoomId,
): Visitor {
  const token = viewer.kind === "person" ? null : seatToken(roomId);
  return { viewer, guestSeatId: token === null ? null : deps.seatTokens.verify(token, roomId, deps.now()), traces };
}

/** The same, but a guest without a good cookie gets a new seat id, with the token that proves it. */
export function withSeatToken(
  deps: Pick<Deps, "seatTokens" | "now" | "ids">,
  visitor: Visitor,
  roomId: RoomId,
): { readonly visitor: Visitor; readonly seatToken: string | null } {
  if (visitor.viewer.kind === "person" || visitor.guestSeatId !== null) return { visitor, seatToken: null };
  const seatId: SeatId = deps.ids.seatId();
  const seatToken = deps.seatTokens.issue({ roomId, seatId }, deps.now());
  return { visitor: { ...visitor, guestSeatId: seatId }, seatToken };
}
