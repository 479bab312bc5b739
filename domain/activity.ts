/** What people do in a room: one emoji and a short title. The words of the suggestions are the catalogue's, by key. */
import { granted, type Outcome, refused } from "./refusal.ts";
import type { Activity } from "./room.ts";
import { tidyText } from "./text.ts";

export const TITLE_MAX_GRAPHEMES = 40;

/** Offered where a room is made; the title stands in the catalogue of words under the key. */
export const SUGGESTED_ACTIVITIES = [
  { key: "coffee", emoji: "☕" },
  { key: "working", emoji: "💻" },
  { key: "lunch", emoji: "🍜" },
  { key: "studying", emoji: "📚" },
  { key: "gaming", emoji: "🎮" },
  { key: "music", emoji: "🎵" },
  { key: "film", emoji: "🍿" },
  { key: "talking", emoji: "💬" },
] as const;

export type SuggestedActivity = (typeof SUGGESTED_ACTIVITIES)[number]["key"];

/** Unicode's list of emoji meant for general interchange: with skin tones, families, flags and keycaps. */
const ONE_EMOJI = /^\p{RGI_Emoji}$/v;
/** Asks for the colourful form of a character that also has a plain one (❤, ☀): some keyboards leave it out. */
const EMOJI_PRESENTATION = "\uFE0F";

export function sameActivity(one: Activity, other: Activity): boolean {
  return one.emoji === other.emoji && one.title === other.title;
}

/** Refuses with `bad_activity`. */
export function parseActivity(raw: { readonly emoji: string; readonly title: string }): Outcome<Activity> {
  const emoji = parseEmoji(raw.emoji.trim());
  const title = tidyText(raw.title, TITLE_MAX_GRAPHEMES);
  return emoji === null || title === null ? refused("bad_activity") : granted({ emoji, title });
}

function parseEmoji(raw: string): string | null {
  if (raw.length > 40) return null;
  return [raw, raw + EMOJI_PRESENTATION].find((emoji) => ONE_EMOJI.test(emoji)) ?? null;
}
