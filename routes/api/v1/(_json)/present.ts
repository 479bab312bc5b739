/** Domain values as the JSON API shows them: ids as strings, times as ISO 8601 in UTC, links whole. */
import type { SeatSummary } from "../../../../actions/list_seats.ts";
import type { Room } from "../../../../domain/room.ts";
import type { ApiRoom, ApiSeat } from "../../../../protocol/api.ts";

export function presentRoom(room: Room, publicUrl: URL): ApiRoom {
  return {
    id: room.id,
    code: room.code,
    url: new URL(`/r/${room.code}`, publicUrl).href,
    state: room.state,
    locked: room.locked,
    activity: room.activity,
    audience: room.audience,
    opensAt: room.opensAt.toISOString(),
  };
}

export function presentSeat(seat: SeatSummary): ApiSeat {
  return { id: seat.id, name: seat.name, kind: seat.kind, joinedAt: seat.joinedAt.toISOString() };
}
