/**
 * The deeds of those who look after a room. They go over HTTP, so they work while the socket is lost; what they change comes
 * by the socket to everybody, the doer included.
 */
import type { RoomId, SeatId } from "../domain/ids.ts";

const DEADLINE_MILLISECONDS = 10_000;

export type RoomDeed = "lock" | "unlock" | "link" | "end";
export type SeatDeed = "remove" | "mute" | "ask-unmute" | "stop-screen" | "name-co-host" | "unname-co-host";

/** `reason`: why not, in the server's words; null if it gave none. */
export type DeedOutcome = { readonly isDone: true } | { readonly isDone: false; readonly reason: string | null };

export function doInRoom(roomId: RoomId, deed: RoomDeed): Promise<DeedOutcome> {
  return ask("POST", `${roomPath(roomId)}/${deed}`);
}

/** The same about somebody inside. */
export function doToSeat(roomId: RoomId, seatId: SeatId, deed: SeatDeed): Promise<DeedOutcome> {
  const path = `${roomPath(roomId)}/seats/${encodeURIComponent(seatId)}`;
  if (deed === "name-co-host") return ask("PUT", `${path}/co-host`);
  if (deed === "unname-co-host") return ask("DELETE", `${path}/co-host`);
  return ask("POST", `${path}/${deed}`);
}

function roomPath(roomId: RoomId): string {
  return `/api/v1/rooms/${encodeURIComponent(roomId)}`;
}

async function ask(method: "POST" | "PUT" | "DELETE", path: string): Promise<DeedOutcome> {
  try {
    const response = await fetch(path, { method, signal: AbortSignal.timeout(DEADLINE_MILLISECONDS) });
    return response.ok ? { isDone: true } : { isDone: false, reason: reasonIn(await response.json()) };
  } catch {
    return { isDone: false, reason: null };
  }
}

function reasonIn(body: unknown): string | null {
  const { message } = (body as { error?: { message?: unknown } } | null)?.error ?? {};
  return typeof message === "string" ? message : null;
}
