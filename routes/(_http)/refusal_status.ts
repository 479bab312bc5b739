/** The HTTP status of each refusal, for pages and the JSON API alike. What one may not see is 404, never 403. */
import type { Refusal } from "../../domain/refusal.ts";

const STATUS: Readonly<Record<Refusal, number>> = {
  not_found: 404,
  not_signed_in: 401,
  not_allowed: 403,
  bad_input: 400,
  bad_nickname: 422,
  bad_activity: 422,
  room_ended: 410,
  room_not_open: 409,
  room_locked: 423,
  room_full: 409,
  seat_in_use: 409,
  seat_invalid: 403,
  already_joined: 409,
  not_joined: 409,
  bad_sdp: 422,
  no_offer_yet: 409,
  media_unavailable: 503,
  too_many_requests: 429,
  wrong_credentials: 401,
  email_taken: 409,
  weak_password: 422,
  bad_email: 422,
};

export function refusalStatus(refusal: Refusal): number {
  return STATUS[refusal];
}
