/** A stored seat as those outside the database see it. */
import type { SeatRecord } from "../db/seats.ts";
import type { SeatId } from "../domain/ids.ts";
import type { Room, Seat, SeatMedia } from "../domain/room.ts";

export interface SeatSummary {
  readonly id: SeatId;
  readonly name: string;
  readonly kind: "person" | "guest";
  /** The room is theirs. */
  readonly host: boolean;
  readonly coHost: boolean;
  readonly muted: boolean;
  readonly joinedAt: Date;
}

export function toSummary(
  { id, name, personId, coHost, muted, joinedAt }: SeatRecord,
  { hostId }: Pick<Room, "hostId">,
): SeatSummary {
  return { id, name, kind: personId === null ? "guest" : "person", host: personId === hostId, coHost, muted, joinedAt };
}

export function toSeat(
  record: SeatRecord,
  room: Pick<Room, "hostId">,
  live: { readonly presence: Seat["presence"]; readonly media: SeatMedia },
): Seat {
  const { joinedAt, ...summary } = toSummary(record, room);
  return { ...summary, joinedAt: joinedAt.getTime(), speaking: false, ...live };
}
