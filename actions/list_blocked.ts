/** Whom one has blocked, by name, and who else does not see one's rooms. */
import type { NameCursor } from "../db/friends.ts";
import type { Acquaintance } from "../db/people.ts";
import { type Dimmed, listBlocked as listByName, listDimmedStrangers } from "../db/ties.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { type NamePart, paged } from "./name_part.ts";

export type { Dimmed } from "../db/ties.ts";

export interface Blocked extends NamePart<Acquaintance> {
  /** The first 50 by name who are no friends: those stand in the list of friends. */
  readonly dimmed: readonly Dimmed[];
}

const DIMMED_SHOWN = 50;

/** Refuses with `not_signed_in`. */
export async function listBlocked(
  { db, now }: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  { query, after }: { readonly query: string; readonly after: NameCursor | null },
): Promise<Outcome<Blocked>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const me = viewer.personId;
  const [part, dimmed] = await Promise.all([
    paged(query, after, (page) => listByName(db, me, page)),
    listDimmedStrangers(db, me, now(), DIMMED_SHOWN),
  ]);
  return granted({ ...part, dimmed });
}
