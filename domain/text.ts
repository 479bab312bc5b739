/**
 * What a person may be called and what short texts may hold. Letters of every script are fine, right-to-left ones too;
 * what is refused can hide, forge or break the text around it. Lengths count graphemes: what a reader calls a character.
 */
import { granted, type Outcome, refused } from "./refusal.ts";

export const NAME_MAX_GRAPHEMES = 40;
/** Bounds the work that a stranger's text can cause, in UTF-16 code units before any of it is looked at. */
export const RAW_TEXT_MAX_UNITS = 300;

/** Control characters, lone surrogates, private use, and the marks that turn the direction of the text that follows. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/u;
/** Stacks of combining marks that would cover the lines above and below. */
const TOWERING_MARKS = /\p{M}{5,}/u;
/** U+2800 is a blank that Unicode counts as a symbol. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{M}\s\u2800]/gu;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The text in its one normal form, or null if it is empty, unsightly or longer than `maxGraphemes`. Idempotent. */
export function tidyText(raw: string, maxGraphemes: number, maxUnits = RAW_TEXT_MAX_UNITS): string | null {
  if (raw.length > maxUnits) return null;
  const trimmed = raw.normalize("NFC").trim();
  // Some letters become two by that.
  if (trimmed.length > maxUnits) return null;
  if (FORBIDDEN.test(trimmed) || TOWERING_MARKS.test(trimmed)) return null;
  if (trimmed.replace(INVISIBLE, "") === "") return null;
  const text = trimmed.replace(/\s+/gu, " ");
  return graphemeCount(text) > maxGraphemes ? null : text;
}

/**
 * The same for what people write in several lines: breaks stay, more than one empty line in a row does not, and each line
 * is tidied for itself. Tabulators, which come with pasted text, count as spaces. Idempotent.
 */
export function tidyLines(raw: string, maxGraphemes: number, maxUnits: number): string | null {
  if (raw.length > maxUnits) return null;
  const lines: string[] = [];
  for (const line of raw.replaceAll("\t", " ").split(/\r\n?|\n/u)) {
    const isEmpty = line.trim() === "";
    const tidied = isEmpty ? "" : tidyText(line, maxGraphemes, maxUnits);
    if (tidied === null) return null;
    if (!isEmpty || lines.at(-1) !== "") lines.push(tidied);
  }
  const text = lines.join("\n").trim();
  return text === "" || graphemeCount(text) > maxGraphemes ? null : text;
}

/** Refuses with `bad_nickname`. */
export function parseNickname(raw: string): Outcome<string> {
  const name = tidyText(raw, NAME_MAX_GRAPHEMES);
  return name === null ? refused("bad_nickname") : granted(name);
}

export function graphemeCount(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}
