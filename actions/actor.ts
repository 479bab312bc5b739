/** Who did a deed, as the audit log names them: a person by the account, a guest by the seat. */
import type { SeatRecord } from "../db/seats.ts";
import type { Actor } from "../domain/audit.ts";
import type { Viewer } from "../domain/viewer.ts";

/** `seat`: the one that they hold in the room; only a guest needs one. */
export function actorOf(viewer: Viewer, seat: Pick<SeatRecord, "id" | "name"> | null): Actor {
  if (viewer.kind === "person") return { kind: "person", id: viewer.personId, name: viewer.name };
  return { kind: "guest", id: seat?.id ?? null, name: seat?.name ?? "" };
}
