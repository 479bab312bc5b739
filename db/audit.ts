/** The audit log in SQL: it is written and read, never changed. An entry goes with the transaction of the deed it tells of. */
import type { Selectable } from "kysely";
import type { Db } from "./database.ts";
import { jsonb } from "./json.ts";
import type { AuditEntryTable } from "./tables/audit_entry.ts";
import type { AuditEntry } from "../domain/audit.ts";
import { type RoomId, roomId } from "../domain/ids.ts";

export interface StoredEntry extends AuditEntry {
  readonly id: number;
}

export async function recordDeed(db: Db, { at, actor, deed, roomId, subject, detail }: AuditEntry): Promise<void> {
  await db.insertInto("audit_entry").values({
    at,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    deed,
    room_id: roomId,
    subject_id: subject?.id ?? null,
    subject_name: subject?.name ?? null,
    detail: jsonb(detail),
  }).execute();
}

/** Newest first. `before`: only those older than the entry of that id. */
export async function listDeeds(
  db: Db,
  { room, before, limit }: { readonly room: RoomId | null; readonly before: number | null; readonly limit: number },
): Promise<readonly StoredEntry[]> {
  let query = db.selectFrom("audit_entry").selectAll().orderBy("id", "desc").limit(limit);
  if (room !== null) query = query.where("room_id", "=", room);
  if (before !== null) query = query.where("id", "<", before);
  const rows = await query.execute();
  return rows.map(toEntry);
}

function toEntry(row: Selectable<AuditEntryTable>): StoredEntry {
  return {
    id: Number(row.id),
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    deed: row.deed,
    roomId: row.room_id === null ? null : roomId(row.room_id),
    subject: row.subject_id === null ? null : { id: row.subject_id, name: row.subject_name ?? "" },
    detail: row.detail,
  };
}
