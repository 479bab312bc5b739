/** The rooms as signalling takes them up: each with the seats that the database says are held. */
import { findRoomById } from "../db/rooms.ts";
import { liveSeats, liveSeatsEverywhere } from "../db/seats.ts";
import type { RoomId } from "../domain/ids.ts";
import { type LiveRoom, type Room, type Seat, SILENT } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { toSeat } from "./seat_view.ts";

export interface StoredRoom {
  readonly room: Room;
  /** Without anybody inside. */
  readonly empty: LiveRoom;
  /** All `away`: the database knows no connections. */
  readonly seats: readonly Seat[];
}

/** Null if there is no such room. */
export async function readLiveRoom(deps: Pick<Deps, "db">, roomId: RoomId): Promise<StoredRoom | null> {
  const room = await findRoomById(deps.db, roomId);
  if (room === null) return null;
  const { activity, audience, code, groupName, hostName, locked, seatLimit, settings, state } = room;
  const started = room.startedAt !== null;
  const audienceAt = room.shownSince.getTime();
  const records = await liveSeats(deps.db, roomId);
  return {
    room,
    empty: {
      activity,
      audience,
      audienceAt,
      code,
      groupName,
      hostName,
      locked,
      seatLimit,
      settings,
      started,
      state,
      opensAt: room.opensAt.getTime(),
      endsAt: room.endsAt?.getTime() ?? null,
      seats: [],
      lines: [],
    },
    seats: records.map((record) => toSeat(record, room, { presence: "away", media: SILENT })),
  };
}

/** Where somebody holds a seat: what a server that starts again finds left from before. */
export async function roomsWithSeats(deps: Pick<Deps, "db">): Promise<readonly RoomId[]> {
  const records = await liveSeatsEverywhere(deps.db);
  return [...new Set(records.map(({ roomId }) => roomId))];
}
