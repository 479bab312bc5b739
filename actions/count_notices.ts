/** How many notices a person has not read. */
import { countUnread } from "../db/notices.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Refuses with `not_signed_in`. */
export async function countNotices(deps: Pick<Deps, "db">, viewer: Viewer): Promise<Outcome<number>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  return granted(await countUnread(deps.db, viewer.personId));
}
