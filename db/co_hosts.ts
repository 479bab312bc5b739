/** Who looks after a room with its host, by account: named before, or by the seat that they have or had there. */
import { areBlocked } from "./blocked.ts";
import type { Db, Trx } from "./database.ts";
import type { Acquaintance } from "./people.ts";
import { type PersonId, personId, type RoomId } from "../domain/ids.ts";

/** Also of the seat that they have there. Idempotent. */
export async function nameCoHost(trx: Trx, room: RoomId, person: PersonId, at: Date): Promise<void> {
  await trx.insertInto("co_host").values({ room_id: room, person_id: person, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx.updateTable("seat").set({ co_host: true }).where("room_id", "=", room).where("person_id", "=", person)
    .execute();
}

/** The same taken back. */
export async function unnameCoHost(trx: Trx, room: RoomId, person: PersonId): Promise<void> {
  await trx.deleteFrom("co_host").where("room_id", "=", room).where("person_id", "=", person).execute();
  await trx.updateTable("seat").set({ co_host: false }).where("room_id", "=", room).where("person_id", "=", person)
    .execute();
}

/** By name, without whom a block keeps from the reader. */
export async function listCoHosts(db: Db, room: RoomId, reader: PersonId): Promise<readonly Acquaintance[]> {
  const rows = await db.selectFrom("person").select(["id", "name"])
    .where("id", "in", (eb) =>
      eb.selectFrom("co_host").select("person_id").where("room_id", "=", room)
        .union((seats) =>
          seats.selectFrom("seat").select((seat) => seat.ref("seat.person_id").$notNull().as("person_id"))
            .where("room_id", "=", room).where("co_host", "=", true).where("person_id", "is not", null)
        ))
    .where(({ not, ref, val }) => not(areBlocked(ref("person.id"), val<string>(reader))))
    .orderBy("name")
    .orderBy("id")
    .execute();
  return rows.map(({ id, name }) => ({ id: personId(id), name }));
}
