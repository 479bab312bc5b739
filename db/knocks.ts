/** Knocks in SQL: one row for each who knocks at a room. What an answer comes to is the domain's business. */
import type { ExpressionBuilder } from "kysely";
import type { Db, Trx } from "./database.ts";
import type { Tables } from "./tables.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Visitor } from "../domain/viewer.ts";

/** Whether somebody who looks after the room has let this visitor in, and they have not come in since. */
export async function isLetIn(db: Db, room: RoomId, visitor: Visitor): Promise<boolean> {
  const row = await db.selectFrom("knock").select("id")
    .where("room_id", "=", room)
    .where("state", "=", "in")
    .where(isOf(visitor))
    .executeTakeFirst();
  return row !== undefined;
}

/** They have come in, or went away: what was answered counts once. */
export async function closeKnock(trx: Trx, room: RoomId, visitor: Visitor): Promise<void> {
  await trx.updateTable("knock").set({ state: "gone" })
    .where("room_id", "=", room)
    .where(isOf(visitor))
    .execute();
}

function isOf({ viewer, guestSeatId }: Visitor) {
  return (eb: ExpressionBuilder<Tables, "knock">) =>
    viewer.kind === "person"
      ? eb("knock.person_id", "=", viewer.personId)
      // Nobody's: equal to nothing.
      : eb("knock.seat_id", "=", guestSeatId);
}
