/** Something that two people had to do with each other, from the side of one of them. The other side is a row of its own. */
import type { ColumnType, Generated } from "kysely";
import type { InteractionKind } from "../../domain/interaction.ts";

export interface InteractionTable {
  id: Generated<string>;
  person_id: string;
  other_id: string;
  kind: InteractionKind;
  /** Minutes for `together`, otherwise 1. */
  amount: number;
  room_id: string | null;
  at: ColumnType<Date>;
}
