/** Whom the host of an event could name to look after it with them: friends, and who said that they come. */
import { listFriends } from "../db/friends.ts";
import type { Acquaintance } from "../db/people.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import type { EventView } from "./read_event.ts";

export interface HostCandidates {
  readonly people: readonly Acquaintance[];
  /** There are more friends than are listed. */
  readonly more: boolean;
}

export const CANDIDATES_LISTED = 100;

/** `query`: only friends whose names hold it. Without those who are hosts. */
export async function listHostCandidates(
  { db }: Pick<Deps, "db">,
  viewer: Extract<Viewer, { kind: "person" }>,
  { names, coHosts, now }: Pick<EventView, "names" | "coHosts" | "now">,
  query: string,
): Promise<HostCandidates> {
  const found = await listFriends(db, viewer.personId, now, {
    query: query.trim().slice(0, 100),
    after: null,
    limit: CANDIDATES_LISTED + 1,
  });
  const hosts = new Set([viewer.personId, ...(coHosts ?? []).map(({ id }) => id)]);
  const people = new Map(found.slice(0, CANDIDATES_LISTED).map(({ id, name }) => [id, name]));
  for (const { personId, name, answer } of names ?? []) if (answer !== "no") people.set(personId, name);
  for (const id of hosts) people.delete(id);
  return { people: [...people].map(([id, name]) => ({ id, name })), more: found.length > CANDIDATES_LISTED };
}
