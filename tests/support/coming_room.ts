/** A room of an event that is to open, as a value; no database has it. */
import { personId, roomCode, roomId } from "../../domain/ids.ts";
import type { Room } from "../../domain/room.ts";
import { defaultSettings } from "../../domain/room_settings.ts";
import { minutesAfterNoon, NOON } from "./rows.ts";

export function comingRoom(changes: Partial<Room> = {}): Room {
  return {
    id: roomId("room"),
    code: roomCode("code"),
    hostId: personId("host"),
    hostName: "Host",
    activity: { emoji: "🎉", title: "Party" },
    audience: { kind: "link" },
    groupName: null,
    state: "scheduled",
    locked: false,
    lock: null,
    settings: defaultSettings("link"),
    startedAt: null,
    seatLimit: 8,
    shownSince: NOON,
    shownToAll: false,
    firstCameAt: null,
    opensAt: minutesAfterNoon(50),
    closesAt: null,
    schedule: { zone: "Europe/Berlin", localStart: "2026-03-01T13:50", rule: null },
    endsAt: null,
    endedAt: null,
    ...changes,
  };
}
