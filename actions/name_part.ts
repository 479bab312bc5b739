/** One page of a list of people in the order of their names, and where the next one begins. */
import type { NameCursor, NamePage } from "../db/friends.ts";
import type { Acquaintance } from "../db/people.ts";

export const NAMES_A_PAGE = 50;

export interface NamePart<T extends Acquaintance> {
  readonly people: readonly T[];
  /** Null on the last page. */
  readonly next: NameCursor | null;
}

/** `query`: anywhere in the name; empty finds everybody. */
export async function paged<T extends Acquaintance>(
  query: string,
  after: NameCursor | null,
  list: (page: NamePage) => Promise<readonly T[]>,
): Promise<NamePart<T>> {
  const found = await list({ query: query.trim(), after, limit: NAMES_A_PAGE + 1 });
  const people = found.slice(0, NAMES_A_PAGE);
  const last = people.at(-1);
  return { people, next: found.length > NAMES_A_PAGE && last ? { id: last.id, name: last.name } : null };
}
