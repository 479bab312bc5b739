/**
 * What a subscriber holds, with the one thing that Janus does not tell: to which life of a feed each stream belongs. A feed
 * that is unpublished and published again has the same id and mids, and old subscriptions to it stay listed as active. Pure.
 */
import type { SubscribedStream } from "./messages.ts";
import type { RemoteTrack } from "./roster.ts";

export type HeldStream = SubscribedStream & { readonly epoch: number };

/** What the last request to Janus was made from. */
export interface Asked {
  readonly tracks: readonly RemoteTrack[];
  /** Our media lines that it let go of. */
  readonly released: readonly string[];
}

/** Janus' whole list after a request, with the epochs: of before for what was held already, of the request for the rest. */
export function adopt(
  held: readonly HeldStream[],
  told: readonly SubscribedStream[],
  asked: Asked,
): readonly HeldStream[] {
  return told.map((stream) => {
    const before = held.find((candidate) => isSame(candidate, stream) && !asked.released.includes(stream.mid));
    const track = asked.tracks.find(({ feed, mid }) => feed === stream.feed_id && mid === stream.feed_mid);
    return { ...stream, epoch: before?.epoch ?? track?.epoch ?? 0 };
  });
}

function isSame(one: SubscribedStream, other: SubscribedStream): boolean {
  return one.active && one.mid === other.mid && one.feed_id === other.feed_id && one.feed_mid === other.feed_mid;
}
