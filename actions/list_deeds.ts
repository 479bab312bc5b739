/** The record of deeds: a room's history for those who look after it, and the whole log for the operator. */
import { type DeedsAsked, listDeeds, type StoredEntry } from "../db/audit.ts";
import { HOUSE_DEEDS } from "../domain/audit.ts";
import type { RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { seenRoom } from "./managed_room.ts";

export type { StoredEntry } from "../db/audit.ts";

export const DEEDS_A_PAGE = 50;

export interface DeedPage {
  /** The newest first. */
  readonly deeds: readonly StoredEntry[];
  /** What to send as `before` for those that are older; null on the last page. */
  readonly next: number | null;
}

/** Also of a room that has ended. Refuses as `decideDeed` does. */
export async function listRoomDeeds(
  deps: Pick<Deps, "db" | "seatTokens" | "now" | "operatorEmail">,
  asker: Asker,
  roomId: RoomId,
  before: number | null,
): Promise<Outcome<DeedPage>> {
  const seen = await seenRoom(deps, asker, roomId);
  if (!seen.ok) return seen;
  return granted(toPage(await listDeeds(deps.db, { room: roomId, without: HOUSE_DEEDS, ...partAfter(before) })));
}

/** `somebody`: a person, or a guest's seat. Refuses with `not_found`, to everybody but the operator. */
export async function listHouseDeeds(
  deps: Pick<Deps, "db" | "operatorEmail">,
  viewer: Viewer,
  { room, somebody, before }: {
    readonly room: RoomId | null;
    readonly somebody: string | null;
    readonly before: number | null;
  },
): Promise<Outcome<DeedPage>> {
  const operator = await asOperator(deps, deps.db, viewer);
  if (!operator.ok) return operator;
  return granted(toPage(await listDeeds(deps.db, { room, somebody, ...partAfter(before) })));
}

function partAfter(before: number | null): Pick<DeedsAsked, "before" | "limit"> {
  return { before, limit: DEEDS_A_PAGE + 1 };
}

function toPage(found: readonly StoredEntry[]): DeedPage {
  const deeds = found.slice(0, DEEDS_A_PAGE);
  return { deeds, next: found.length > deeds.length ? deeds.at(-1)?.id ?? null : null };
}
