/** What is kept about a person's dealings with others, for that person alone. */
import { type InteractionsWith, listInteractions as findInteractions } from "../db/interactions.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export const PEOPLE_A_PAGE = 50;

export interface InteractionsPage {
  readonly people: readonly InteractionsWith[];
  /** After whom the next page begins; null on the last one. */
  readonly next: PersonId | null;
  /** Whether anything is kept, whatever was searched for. */
  readonly any: boolean;
}

/** The latest first; `query` is a part of a name, or empty. Refuses with `not_signed_in`. */
export async function listInteractions(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  { query, after }: { readonly query: string; readonly after: PersonId | null },
): Promise<Outcome<InteractionsPage>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const all = await findInteractions(deps.db, viewer.personId);
  const wanted = query.trim().toLocaleLowerCase();
  const found = all.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const from = after === null ? 0 : found.findIndex(({ otherId }) => otherId === after) + 1;
  const people = found.slice(from, from + PEOPLE_A_PAGE);
  const next = from + people.length < found.length ? people.at(-1)?.otherId ?? null : null;
  return granted({ people, next, any: all.length > 0 });
}
