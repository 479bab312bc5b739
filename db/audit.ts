/** The audit log in SQL: it is written and read, never changed. An entry goes with the transaction of the deed it tells of. */
import type { Selectable } from "kysely";
import type { Db } from "./database.ts";
import { jsonb } from "./json.ts";
import type { AuditEntryTable } from "./tables/audit_entry.ts";
import type { AuditedDeed, AuditEntry } from "../domain/audit.ts";
import { type RoomId, roomId } from "../domain/ids.ts";

export interface StoredEntry extends AuditEntry {
  readonly id: number;
  /** As the room is called now; null without a room, or if it is gone. */
  readonly roomTitle: string | null;
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

export interface DeedsAsked {
  readonly room?: RoomId | null;
  /** Who did it, or to whom it was done: a person, or a guest's seat. */
  readonly somebody?: string | null;
  /** Deeds that are left out. */
  readonly without?: readonly AuditedDeed[];
  /** Only those older than the entry of that id. */
  readonly before: number | null;
  readonly limit: number;
}

/** Newest first. */
export async function listDeeds(
  db: Db,
  { room = null, somebody = null, without = [], before, limit }: DeedsAsked,
): Promise<readonly StoredEntry[]> {
  let query = db.selectFrom("audit_entry").selectAll()
    .select(({ selectFrom }) =>
      selectFrom("room").whereRef("room.id", "=", "audit_entry.room_id").select("activity_title").as("room_title")
    )
    .orderBy("id", "desc")
    .limit(limit);
  if (room !== null) query = query.where("room_id", "=", room);
  if (somebody !== null) {
    query = query.where(({ eb, or }) => or([eb("actor_id", "=", somebody), eb("subject_id", "=", somebody)]));
  }
  if (without.length > 0) query = query.where("deed", "not in", without);
  if (before !== null) query = query.where("id", "<", before);
  const rows = await query.execute();
  return rows.map(toEntry);
}

function toEntry(row: Selectable<AuditEntryTable> & { readonly room_title: string | null }): StoredEntry {
  return {
    id: Number(row.id),
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    deed: row.deed,
    roomId: row.room_id === null ? null : roomId(row.room_id),
    roomTitle: row.room_title,
    subject: row.subject_id === null ? null : { id: row.subject_id, name: row.subject_name ?? "" },
    detail: row.detail,
  };
}
