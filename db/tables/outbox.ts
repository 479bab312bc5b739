/** A notice that leaves by a channel when it is due: one row for each recipient and channel. */
import type { ColumnType, Generated } from "kysely";
import type { Channel } from "../../domain/notice_choice.ts";
import type { LetterKind } from "../../domain/notice.ts";

export interface OutboxTable {
  id: Generated<number>;
  /** Exactly one of the two is set: an account, or an address without one, in lower case. */
  person_id: string | null;
  email: string | null;
  channel: Channel;
  kind: LetterKind;
  /** What it is about; what waits is withdrawn by it. */
  subject: string;
  /** `NoticeFacts`. */
  payload: unknown;
  /** What it announces; `due_at` is the recipient's lead before it. Null: due whatever the lead is. */
  starts_at: ColumnType<Date> | null;
  due_at: ColumnType<Date>;
  /** Of no use from then on. */
  good_until: ColumnType<Date> | null;
  /** A second row with the same key is none. Mail's Message-ID and push's Topic are made from it. */
  dedup_key: string;
  /** `dropped`: nobody wants or needs it; `dead`: it could not be delivered. */
  state: Generated<"waiting" | "sent" | "dropped" | "dead">;
  /** Counted when it is taken, so that one which ends the process counts too. */
  attempts: Generated<number>;
  /** `due_at`, or when it is tried again. */
  next_at: ColumnType<Date>;
  /** A worker has it until then; past that it died. */
  taken_until: ColumnType<Date | null, Date | null | undefined>;
  taken_by: Generated<string | null>;
  /** Ids of the push subscriptions that have taken it. */
  reached: Generated<unknown>;
  settled_at: ColumnType<Date | null, Date | null | undefined>;
  last_error: Generated<string | null>;
}
