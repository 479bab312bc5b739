/** Rows that suites start from: a person and a room, unlike each other in every unique column. */
import type { Db } from "../../db/database.ts";
import { insertRoom, type NewRoom } from "../../db/rooms.ts";
import { type PersonId, personId, roomCode, roomId, type SeatId, seatId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import { defaultSettings, type RoomSettings } from "../../domain/room_settings.ts";

export const NOON = new Date("2026-03-01T12:00:00.000Z");

export function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

/** Whoever comes is in, and the room goes on without its host. */
export const NOBODY_WAITS: RoomSettings = { ...defaultSettings("link"), hostStarts: false, whenHostLeaves: "go_on" };

export async function somePerson(db: Db, name: string): Promise<PersonId> {
  const id = crypto.randomUUID();
  await db.insertInto("person").values({
    id,
    name,
    email: `${id}@example.org`,
    email_verified: false,
    image: null,
    created_at: NOON,
    updated_at: NOON,
  }).execute();
  return personId(id);
}

export function newRoom(hostId: PersonId, changes: Partial<NewRoom> = {}): NewRoom {
  return {
    id: roomId(crypto.randomUUID()),
    code: roomCode(crypto.getRandomValues(new Uint8Array(18)).toBase64({ alphabet: "base64url" })),
    hostId,
    activity: { emoji: "🎨", title: "Painting" },
    audience: { kind: "link" },
    state: "open",
    shownSince: NOON,
    shownToAll: false,
    seatLimit: 8,
    settings: NOBODY_WAITS,
    startedAt: changes.opensAt ?? NOON,
    opensAt: NOON,
    createdAt: NOON,
    ...changes,
  };
}

export async function someRoom(db: Db, changes: Partial<NewRoom> = {}): Promise<Room> {
  return await insertRoom(db, newRoom(changes.hostId ?? await somePerson(db, "Alice"), changes));
}

export function someSeatId(): SeatId {
  return seatId(crypto.randomUUID());
}
