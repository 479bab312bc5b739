/** An address that gets no mail from this house any more. */
import type { ColumnType } from "kysely";

export interface MailStopTable {
  /** In lower case. */
  email: string;
  stopped_at: ColumnType<Date>;
}
