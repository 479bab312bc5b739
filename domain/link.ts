/** The link of a room: who holds it may knock at the door. */
import type { RoomCode } from "./ids.ts";

export function roomLink(code: RoomCode, publicUrl: URL): string {
  return new URL(`/r/${encodeURIComponent(code)}`, publicUrl).href;
}
