/** One's friends by name, a page at a time, and the requests that wait on either side. */
import {
  countFriends,
  type Friend,
  listFriends as listByName,
  type NameCursor,
  requestsFrom,
  requestsTo,
  type WaitingRequest,
} from "../db/friends.ts";
import type { Acquaintance } from "../db/people.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { type NamePart, paged } from "./name_part.ts";

export type { Friend, NameCursor, WaitingRequest } from "../db/friends.ts";
export type { Acquaintance } from "../db/people.ts";

export interface Friends extends NamePart<Friend> {
  /** How many there are, whatever was searched for. */
  readonly count: number;
  /** The newest 50 that wait for one's answer. */
  readonly toMe: readonly WaitingRequest[];
  /** The first 50 by name that one has sent and that are not accepted. */
  readonly mine: readonly Acquaintance[];
}

const REQUESTS_SHOWN = 50;

/** Refuses with `not_signed_in`. */
export async function listFriends(
  { db, now }: Pick<Deps, "db" | "now">,
  viewer: Viewer,
  { query, after }: { readonly query: string; readonly after: NameCursor | null },
): Promise<Outcome<Friends>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const me = viewer.personId;
  const [part, count, toMe, mine] = await Promise.all([
    paged(query, after, (page) => listByName(db, me, now(), page)),
    countFriends(db, me),
    requestsTo(db, me, REQUESTS_SHOWN),
    requestsFrom(db, me, REQUESTS_SHOWN),
  ]);
  return granted({ ...part, count, toMe, mine });
}
