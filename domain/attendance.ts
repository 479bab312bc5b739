/**
 * What a room does by itself when those with the host's rights go and come back, as its host has set it. A co-host inside is as good
 * as the host. A setting that is changed meanwhile holds for the next time.
 */
import type { Room } from "./room.ts";

/** Long enough to come back from a computer that had to be restarted. */
export const ENDS_UNATTENDED_AFTER_MS = 2 * 60_000;

export interface Attendance {
  /** Whether somebody with the host's rights holds a seat: now, or not now but earlier, or nobody ever did. */
  readonly lookedAfter: "now" | "before" | "never";
  /** When it was noted that nobody does; null while somebody does, or it was not noted yet. */
  readonly unattendedSince: Date | null;
  /** When the room ends unless one of them is back by then. */
  readonly endsAt: Date | null;
}

export interface AttendancePlan {
  readonly deed: "lock" | "unlock" | "end" | null;
  /** To be noted. */
  readonly unattendedSince: Date | null;
  readonly endsAt: Date | null;
}

/** Planned twice, it comes to the same: what was noted is not done again. */
export function planAttendance(
  { state, lock, settings }: Pick<Room, "state" | "lock" | "settings">,
  { lookedAfter, unattendedSince, endsAt }: Attendance,
  now: Date,
): AttendancePlan {
  if (state !== "open" || lookedAfter === "never") return { deed: null, unattendedSince, endsAt: null };
  if (lookedAfter === "now") {
    return { deed: lock?.cause === "host_gone" ? "unlock" : null, unattendedSince: null, endsAt: null };
  }
  if (unattendedSince !== null) {
    const isOver = endsAt !== null && now >= endsAt;
    return isOver ? { deed: "end", unattendedSince, endsAt: null } : { deed: null, unattendedSince, endsAt };
  }
  switch (settings.whenHostLeaves) {
    case "lock":
      return { deed: lock === null ? "lock" : null, unattendedSince: now, endsAt: null };
    case "end":
      return { deed: null, unattendedSince: now, endsAt: new Date(now.getTime() + ENDS_UNATTENDED_AFTER_MS) };
    case "go_on":
      return { deed: null, unattendedSince: now, endsAt: null };
  }
}
