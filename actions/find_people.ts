/** Looks for people to be friends with. */
import { findPeople as findByText, type FoundPerson } from "../db/people.ts";
import { graphemeCount, RAW_TEXT_MAX_UNITS } from "../domain/text.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export type { FoundPerson } from "../db/people.ts";

export const FOUND_MAX = 20;
/** One letter would list half of everybody. */
export const SEARCH_MIN_GRAPHEMES = 2;

/**
 * By the beginnings of the words of a name, or by a whole address; at most 20, and nobody with whom a block is between.
 * Refuses with `not_signed_in`, and with `bad_input` for fewer than two characters or a very long text.
 */
export async function findPeople(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  text: string,
): Promise<Outcome<readonly FoundPerson[]>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const wanted = text.slice(0, RAW_TEXT_MAX_UNITS + 1).trim();
  if (wanted.length > RAW_TEXT_MAX_UNITS || graphemeCount(wanted) < SEARCH_MIN_GRAPHEMES) return refused("bad_input");
  return granted(await findByText(deps.db, viewer.personId, wanted, FOUND_MAX));
}
