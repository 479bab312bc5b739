/** What is written down of the deeds of hosts and operators, for good: who did what to whom, and when. */
import type { RoomId } from "./ids.ts";

export const AUDITED_DEEDS = [
  "room_scheduled",
  "room_moved",
  "time_left_out",
  "room_opened",
  "room_started",
  "room_locked",
  "room_unlocked",
  "room_closed",
  "room_ended",
  "room_renamed",
  "link_replaced",
  "settings_changed",
  "audience_changed",
  "person_removed",
  "person_readmitted",
  "person_muted",
  "unmute_asked",
  "screen_stopped",
  "co_host_named",
  "co_host_unnamed",
  "knock_answered",
  "people_invited",
  "link_made",
  "invitation_revoked",
  "report_closed",
  "person_suspended",
  "suspension_lifted",
] as const;

export type AuditedDeed = (typeof AUDITED_DEEDS)[number];

/** What the operator does about people and reports. A room's history has none of it: it would tell who was reported. */
export const HOUSE_DEEDS = [
  "report_closed",
  "person_suspended",
  "suspension_lifted",
] as const satisfies readonly AuditedDeed[];

/** `system`: what a room does by itself, such as locking when its host leaves. */
export interface Actor {
  readonly kind: "person" | "guest" | "system";
  /** A person's id, or a guest's seat; null for the system. */
  readonly id: string | null;
  readonly name: string;
}

export const SYSTEM: Actor = { kind: "system", id: null, name: "Ajar" };

export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  readonly deed: AuditedDeed;
  readonly roomId: RoomId | null;
  /** Whom or what it was done to: a person, a seat, a report. */
  readonly subject: { readonly id: string; readonly name: string } | null;
  /** What differs from deed to deed: a reason, a cause, an answer. What no reader knows is shown nowhere. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}
