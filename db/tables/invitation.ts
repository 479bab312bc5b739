/** Somebody was asked to a room: a person, an address, or whoever comes by a personal link. */
import type { ColumnType, Generated } from "kysely";
import type { InvitationAnswer, InvitationKind } from "../../domain/invitation.ts";

export interface InvitationTable {
  id: string;
  room_id: string;
  kind: InvitationKind;
  /** Set for the kinds `person` and `group`. */
  person_id: string | null;
  /** Set for the kind `email`. */
  email: string | null;
  /** What a personal link is called by who made it. */
  label: string | null;
  /** The secret part of its link. */
  code: string;
  /** Null for a guest who is a co-host, and once that account is gone. */
  made_by: string | null;
  made_by_name: string;
  made_at: ColumnType<Date>;
  expires_at: ColumnType<Date> | null;
  /** Null: any number may take it up. */
  uses_left: number | null;
  /** How many have taken it up. */
  taken: Generated<number>;
  revoked_at: ColumnType<Date> | null;
  sent_at: ColumnType<Date> | null;
  seen_at: ColumnType<Date> | null;
  answer: InvitationAnswer | null;
  answered_at: ColumnType<Date> | null;
  came_at: ColumnType<Date> | null;
}
