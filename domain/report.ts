/**
 * Telling the operator about a room or somebody in it: what may be said, and who may say it. Whoever can see the door may,
 * and whoever is or was inside, whatever has become of them since.
 */
import type { SeatId } from "./ids.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import { tidyLines } from "./text.ts";
import type { Sight } from "./visibility.ts";

export const REPORT_REASONS = ["harassment", "sexual", "violence", "child_safety", "spam", "other"] as const;

export type ReportReason = (typeof REPORT_REASONS)[number];

export const REPORT_TEXT_MAX_GRAPHEMES = 2000;
/** In UTF-16 code units, as RAW_TEXT_MAX_UNITS is. */
export const REPORT_TEXT_MAX_UNITS = 8000;

export interface ReportText {
  readonly reason: ReportReason;
  /** May be empty. */
  readonly text: string;
}

/** Refuses with `bad_report`. */
export function parseReport(raw: { readonly reason: string; readonly text: string }): Outcome<ReportText> {
  const reason = REPORT_REASONS.find((known) => known === raw.reason);
  const text = raw.text.trim() === "" ? "" : tidyLines(raw.text, REPORT_TEXT_MAX_GRAPHEMES, REPORT_TEXT_MAX_UNITS);
  return reason === undefined || text === null ? refused("bad_report") : granted({ reason, text });
}

export interface ReportFacts {
  readonly sight: Sight;
  /** The seat that who reports has or had in the room. */
  readonly ownSeat: SeatId | null;
  /** Whom it is about: nobody, a seat of the room, or what is none. */
  readonly subject: "room" | "unknown" | SeatId;
}

/**
 * Somebody is reported only by who has been inside with them, or looks after the room. Refuses with `not_found` what one
 * may not see, and with `is_oneself`.
 */
export function decideReporting({ sight, ownSeat, subject }: ReportFacts): Outcome<null> {
  if (sight === "nothing" && ownSeat === null) return refused("not_found");
  if (subject === "room") return granted(null);
  if (subject === "unknown" || (ownSeat === null && sight !== "everything")) return refused("not_found");
  return subject === ownSeat ? refused("is_oneself") : granted(null);
}
