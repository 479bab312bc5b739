/** Whether somebody inside may say something in a room's chat, and what of it stands there then. */
import { granted, type Outcome, refused } from "./refusal.ts";
import type { Seat } from "./room.ts";
import type { RoomSettings } from "./room_settings.ts";
import { tidyLines } from "./text.ts";

const LINE_MAX_GRAPHEMES = 400;
/** What one reads as one character may be eleven code units, such as a family of four. */
const LINE_MAX_UNITS = 6000;

/** By precedence: `chat_closed`, which does not stop those who look after the room; `bad_text`. */
export function decideSaying(
  { host, coHost }: Pick<Seat, "host" | "coHost">,
  { chatAllowed }: Pick<RoomSettings, "chatAllowed">,
  raw: string,
): Outcome<string> {
  if (!chatAllowed && !host && !coHost) return refused("chat_closed");
  const text = tidyLines(raw, LINE_MAX_GRAPHEMES, LINE_MAX_UNITS);
  return text === null ? refused("bad_text") : granted(text);
}
