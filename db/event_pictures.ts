/** The bytes of events' pictures, in SQL. What they are is told with the event itself: `events.ts`. */
import type { Db, Trx } from "./database.ts";
import type { Bytes } from "../domain/bytes.ts";
import type { EventPicture } from "../domain/event.ts";
import type { EventId } from "../domain/ids.ts";
import type { CleanPicture } from "../domain/picture.ts";

/** In the place of the one before. */
export async function writePicture(
  trx: Trx,
  id: EventId,
  { type, width, height, bytes }: CleanPicture,
): Promise<void> {
  const picture = { type, width, height, bytes };
  await trx.insertInto("event_picture").values({ event_id: id, ...picture })
    .onConflict((conflict) => conflict.column("event_id").doUpdateSet(picture))
    .execute();
}

export async function deletePicture(trx: Trx, id: EventId): Promise<void> {
  await trx.deleteFrom("event_picture").where("event_id", "=", id).execute();
}

/** Null: there is none. */
export async function findPicture(db: Db, id: EventId): Promise<EventPicture & { readonly bytes: Bytes } | null> {
  const row = await db.selectFrom("event_picture").select(["tag", "type", "width", "height", "bytes"])
    .where("event_id", "=", id)
    .executeTakeFirst();
  return row ? { ...row, bytes: new Uint8Array(row.bytes) } : null;
}
