/**
 * What asking to be friends comes to. A request that was declined looks to who sent it like one that still waits, so nothing
 * here lets the two be told apart. Who blocked whom is invisible in the same way: they are not there.
 */
const DAY_MS = 86_400_000;

/** Who was declined reaches the other again after that long. */
export const DECLINED_FOR_DAYS = 30;

export interface FriendRequest {
  readonly askedAt: Date;
  /** Null while it waits for an answer. */
  readonly declinedAt: Date | null;
}

/** What there is between the one who asks and the other. */
export interface AskFacts {
  readonly friends: boolean;
  /** Whichever of the two did it. */
  readonly blocked: boolean;
  /** From the one who asks. */
  readonly mine: FriendRequest | null;
  /** From the other. */
  readonly theirs: FriendRequest | null;
}

/** `unseen`: as if there were nobody. `befriend`: both have asked. `send`: the other hears of it. `wait`: nothing changes. */
export type AskDecision = "unseen" | "already_friends" | "befriend" | "send" | "wait";

/** By precedence: a block, friendship, the other's own request (also one that was declined: asking back is an answer too). */
export function decideAsk({ friends, blocked, mine, theirs }: AskFacts, now: Date): AskDecision {
  if (blocked) return "unseen";
  if (friends) return "already_friends";
  if (theirs !== null) return "befriend";
  return mine === null || isForgotten(mine, now) ? "send" : "wait";
}

function isForgotten({ declinedAt }: FriendRequest, now: Date): boolean {
  return declinedAt !== null && now.getTime() - declinedAt.getTime() >= DECLINED_FOR_DAYS * DAY_MS;
}
