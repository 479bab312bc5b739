/** A stored seat as those outside the database see it. */
import type { SeatRecord } from "../db/seats.ts";
import type { SeatId } from "../domain/ids.ts";
import type { Room, Seat, SeatMedia } from "../domain/room.ts";

export interface SeatSummary {
  readonly id: SeatId;
  readonly name: string;
  readonly kind: "person" | "guest";
  readonly joinedAt: Date;
}

export function toSummary({ id, name, personId, joinedAt }: SeatRecord): SeatSummary {
  return { id, name, kind: personId === null ? "guest" : "person", joinedAt };
}

export function toSeat(
  record: SeatRecord,
  room: Pick<Room, "hostId">,
  live: { readonly presence: Seat["presence"]; readonly media: SeatMedia },
): Seat {
  const { id, name, kind, joinedAt } = toSummary(record);
  const { coHost, muted } = record;
  const host = record.personId === room.hostId;
  return { id, name, kind, host, coHost, muted, joinedAt: joinedAt.getTime(), speaking: false, ...live };
}
