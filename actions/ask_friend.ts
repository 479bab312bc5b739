/** Asks somebody to be friends. */
import { befriend, findAskFacts, lockPair, sendRequest } from "../db/friends.ts";
import { findIdByEmail } from "../db/people.ts";
import { type AskDecision, decideAsk } from "../domain/friending.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";
import { showOpenRooms } from "./show_open_rooms.ts";

export type Asked = "asked" | "friends";

type AskDeps = Pick<Deps, "db" | "ids" | "now" | "tidings">;

/**
 * `friends` if the other had asked before. Asking again while the request waits, or within 30 days of a "no", changes nothing
 * and answers `asked` like the first time. Refuses with `not_signed_in`, `is_oneself` and `already_friends`; with `not_found`
 * an id that nobody has and, exactly alike, somebody with whom a block is between.
 */
export async function askFriend(deps: AskDeps, viewer: Viewer, other: PersonId): Promise<Outcome<Asked>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  if (viewer.personId === other) return refused("is_oneself");
  const at = deps.now();
  const decision = await decideAndWrite(deps, viewer.personId, other, at);
  const notice = { personId: other, aboutId: viewer.personId, roomId: null, groupId: null };
  switch (decision) {
    case "unseen":
      return refused("not_found");
    case "already_friends":
      return refused("already_friends");
    case "wait":
      return granted("asked");
    case "send": {
      const dedupKey = `friend_request:${viewer.personId}:${at.toISOString()}`;
      await notify(deps, [{ ...notice, kind: "friend_request", dedupKey }]);
      return granted("asked");
    }
    case "befriend": {
      deps.tidings.tiesChanged([viewer.personId, other]);
      const dedupKey = `friend_accepted:${viewer.personId}:${at.toISOString()}`;
      await notify(deps, [{ ...notice, kind: "friend_accepted", dedupKey }]);
      return granted("friends");
    }
  }
}

/**
 * By address. One that nobody has answers `asked`, as if the request had been sent, and so does one of somebody with whom a
 * block is between: both are looked up in the same way and neither is written down. Other refusals as for an id.
 */
export async function askFriendByEmail(deps: AskDeps, viewer: Viewer, email: string): Promise<Outcome<Asked>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const other = await findIdByEmail(deps.db, viewer.personId, email.trim());
  if (other === null) return granted("asked");
  const outcome = await askFriend(deps, viewer, other);
  return !outcome.ok && outcome.refusal === "not_found" ? granted("asked") : outcome;
}

function decideAndWrite({ db }: AskDeps, asker: PersonId, other: PersonId, at: Date): Promise<AskDecision> {
  return db.transaction().execute(async (trx) => {
    if (!await lockPair(trx, asker, other)) return "unseen";
    const decision = decideAsk(await findAskFacts(trx, asker, other), at);
    if (decision === "send") await sendRequest(trx, asker, other, at);
    if (decision === "befriend") {
      await befriend(trx, asker, other, at);
      await showOpenRooms(trx, asker, other, at);
    }
    return decision;
  });
}
