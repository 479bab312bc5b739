/**
 * The closed list of expected "no"s. Codes are stable: they stand on the wire, in the JSON API and in the catalogue of words.
 * A refusal is a value that rules return; faults are exceptions and never end up here.
 */
export const REFUSALS = [
  "not_found",
  "not_signed_in",
  "not_allowed",
  "bad_input",
  "bad_nickname",
  "bad_activity",
  "bad_audience",
  "bad_group",
  "not_for_you",
  "blocked_inside",
  "already_friends",
  "is_oneself",
  "last_admin",
  "room_ended",
  "room_not_open",
  "room_locked",
  "room_full",
  "room_not_started",
  "account_needed",
  "bad_settings",
  "bad_text",
  "bad_report",
  "bad_invitation",
  "too_many_invited",
  "invitation_over",
  "bad_event",
  "event_over",
  "bad_picture",
  "picture_too_large",
  "bad_time",
  "in_the_past",
  "bad_end",
  "bad_zone",
  "bad_rule",
  "bad_repeat_end",
  "already_open",
  "bad_lead",
  "bad_quiet_hours",
  "bad_subscription",
  "knocker_gone",
  "muted",
  "not_sending",
  "chat_closed",
  "suspended",
  "seat_in_use",
  "seat_invalid",
  "already_joined",
  "not_joined",
  "bad_sdp",
  "no_offer_yet",
  "media_unavailable",
  "no_mail",
  "too_many_requests",
  "wrong_credentials",
  "email_taken",
  "weak_password",
  "bad_email",
] as const;

export type Refusal = (typeof REFUSALS)[number];

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
  /** With `too_many_requests`: in how many seconds it may be tried again. */
  readonly retryAfterSeconds?: number;
}

/** The outcome of a deed: what it gives, or why not. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

export function granted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(refusal: Refusal): Refused {
  return { ok: false, refusal };
}

export function tooMany(retryAfterSeconds: number): Refused {
  return { ok: false, refusal: "too_many_requests", retryAfterSeconds };
}
