/** Every room that is open now, for the operator: what it is called, whose it is, how many are inside. No way in goes with it. */
import { listOpenRooms as findOpenRooms, type OpenRoom, type OpenRoomCursor } from "../db/house.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";

export type { OpenRoom, OpenRoomCursor } from "../db/house.ts";

export interface OpenRoomPage {
  /** The newest first. */
  readonly rooms: readonly OpenRoom[];
  /** After which the next page begins; null on the last one. */
  readonly next: OpenRoomCursor | null;
}

/** Refuses with `not_found`, to everybody but the operator. */
export async function listOpenRooms(
  deps: Pick<Deps, "db" | "operatorEmail">,
  viewer: Viewer,
  { after, limit }: { readonly after: OpenRoomCursor | null; readonly limit: number },
): Promise<Outcome<OpenRoomPage>> {
  const operator = await asOperator(deps, deps.db, viewer);
  if (!operator.ok) return operator;
  const found = await findOpenRooms(deps.db, { after, limit: limit + 1 });
  const rooms = found.slice(0, limit);
  const last = rooms.at(-1);
  return granted({
    rooms,
    next: found.length > rooms.length && last !== undefined ? { id: last.id, opensAt: last.opensAt } : null,
  });
}
