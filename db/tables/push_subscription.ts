/** A browser that takes push messages for a person, for as long as the session lasts in which it said so. */
import type { ColumnType } from "kysely";

export interface PushSubscriptionTable {
  id: string;
  person_id: string;
  session_id: string;
  /** The push service's address for this browser; a secret. */
  endpoint: string;
  /** The browser's public key and authentication secret (RFC 8291), in base64url. */
  p256dh: string;
  auth: string;
  created_at: ColumnType<Date>;
}
