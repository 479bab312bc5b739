/** A person without a picture: initials on a calm colour. The colour comes from the name, so it is the same everywhere. */
import type { JSX } from "preact";

/** How many `.avatar-<n>` colours the style sheet has. */
export const AVATAR_COLOURS = 8;

/** Made ahead: the first takes a browser some milliseconds. */
const LETTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export interface AvatarProps {
  readonly name: string;
  readonly size?: "small" | "medium" | "large" | "fill";
}

export function Avatar({ name, size = "medium" }: AvatarProps): JSX.Element {
  return <span class={`avatar avatar-${size} avatar-${avatarColour(name)}`} aria-hidden="true">{initials(name)}</span>;
}

/** The first letters of the first and last word, as a reader sees letters (an emoji or an accented letter is one). */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter((word) => word !== "");
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...LETTERS.segment(word ?? "")][0]?.segment ?? "").join("").toLocaleUpperCase();
}

/** 0 … AVATAR_COLOURS - 1, spread by a hash. */
export function avatarColour(name: string): number {
  let hash = 7;
  for (const char of name.trim().toLocaleLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 13) % AVATAR_COLOURS;
}
