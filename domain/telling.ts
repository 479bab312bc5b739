/**
 * When something leaves the house, and whether it still does when its time has come. Pure; what becomes of a failed attempt is
 * `delivery.ts`.
 */
import { type Channel, type Choices, matterOf } from "./notice_choice.ts";
import type { LetterKind } from "./notice.ts";
import { type QuietHours, quietUntil } from "./quiet_hours.ts";

/** How many minutes before a start people are told of it, unless they choose otherwise. */
export const LEAD_MINUTES = 5;
export const LEAD_MINUTES_MAX = 24 * 60;

/** At that moment, or as long before it as the recipient has chosen. */
export type Due = { readonly at: Date } | { readonly before: Date };

export function dueAt(due: Due, leadMinutes: number): Date {
  return "at" in due ? due.at : new Date(due.before.getTime() - leadMinutes * 60_000);
}

/** How long what happens now is worth ringing for; the rest until it is read. */
const MINUTES_OF_USE: Partial<Record<LetterKind, number>> = {
  knock: 10,
  came_in: 60,
  door_open: 120,
  chosen: 720,
  opened: 120,
};

export function goodUntil(kind: LetterKind, at: Date): Date | null {
  const minutes = MINUTES_OF_USE[kind];
  return minutes === undefined ? null : new Date(at.getTime() + minutes * 60_000);
}

/** What the recipient wants; of an address without an account only whether it wants no mail is known. */
export interface Wishes {
  readonly choices: Choices;
  readonly quiet: QuietHours | null;
  readonly stopped: boolean;
}

export type Judgement =
  | { readonly type: "go" }
  /** Nothing rings now, and it is still of use then. */
  | { readonly type: "wait"; readonly until: Date }
  | { readonly type: "drop"; readonly why: DropReason };

/** `too_late`: nobody needs it any more. `not_to_be_told`: what it is about is gone, or not for them, or they have read it. */
export const DROP_REASONS = ["not_wanted", "quiet", "too_late", "stopped", "not_to_be_told", "no_address"] as const;

export type DropReason = (typeof DROP_REASONS)[number];

/** In this order: too late, stopped, not wanted, quiet. The list of notices rings nowhere, so no hour is too quiet for it. */
export function judgeDue(
  { kind, channel, goodUntil }: {
    readonly kind: LetterKind;
    readonly channel: Channel;
    readonly goodUntil: Date | null;
  },
  { choices, quiet, stopped }: Wishes,
  now: Date,
): Judgement {
  if (goodUntil !== null && now >= goodUntil) return { type: "drop", why: "too_late" };
  if (stopped && channel === "mail") return { type: "drop", why: "stopped" };
  // What the app's list does not show, it still has to know.
  if (channel === "app") return { type: "go" };
  if (!choices[matterOf(kind)][channel]) return { type: "drop", why: "not_wanted" };
  const until = quiet === null ? null : quietUntil(quiet, now);
  if (until === null) return { type: "go" };
  return goodUntil !== null && until >= goodUntil ? { type: "drop", why: "quiet" } : { type: "wait", until };
}
