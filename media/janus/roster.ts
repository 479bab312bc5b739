/**
 * Who sends what in a room, as one line hears it from Janus, and how the subscription differs from that. Pure.
 * Janus repeats itself (1.1.2 says `unpublished` twice, and of people who never sent), so every step is idempotent.
 */
import type { SeatId } from "../../domain/ids.ts";
import type { ReceivedTrack, TrackKind } from "../gateway.ts";
import { seatOfFeed } from "./feed.ts";
import type { FeedStreams, RoomEvent, SubscribedStream } from "./messages.ts";

export interface RemoteTrack {
  readonly feed: string;
  readonly mid: string;
  readonly seatId: SeatId;
  readonly kind: TrackKind;
}

/** What an `update` has to say; both empty means that the subscription is as it should be. */
export interface SubscriptionDiff {
  readonly subscribe: readonly { readonly feed: string; readonly mid: string }[];
  /** By our own media line: naming the feed has no effect once that feed has left. */
  readonly unsubscribe: readonly { readonly sub_mid: string }[];
}

export class Roster {
  readonly #ownSeat: SeatId;
  #feeds = new Map<string, readonly RemoteTrack[]>();

  constructor(ownSeat: SeatId) {
    this.#ownSeat = ownSeat;
  }

  /** True if it may have changed anything. */
  fold(event: RoomEvent): boolean {
    for (const { id, streams } of event.publishers ?? []) this.#put(id, streams);
    let changed = event.publishers !== undefined;
    for (const gone of [event.leaving, event.unpublished, event.kicked]) {
      if (gone !== undefined && this.#feeds.delete(gone)) changed = true;
    }
    return changed;
  }

  /** The whole truth, after events may have been missed. */
  replace(publishers: RoomEvent["publishers"]): void {
    this.#feeds = new Map();
    for (const { id, streams } of publishers ?? []) this.#put(id, streams);
  }

  tracks(): readonly RemoteTrack[] {
    return [...this.#feeds.values()].flat();
  }

  diff(streams: readonly SubscribedStream[]): SubscriptionDiff {
    const tracks = this.tracks();
    const active = streams.filter((stream) => stream.active);
    const subscribe = tracks
      .filter(({ feed, mid }) => !active.some((stream) => stream.feed_id === feed && stream.feed_mid === mid))
      .map(({ feed, mid }) => ({ feed, mid }));
    const unsubscribe = active
      .filter((stream) => !tracks.some(({ feed, mid }) => stream.feed_id === feed && stream.feed_mid === mid))
      .map(({ mid }) => ({ sub_mid: mid }));
    return { subscribe, unsubscribe };
  }

  /** The live media lines of an offer, in our words. */
  received(streams: readonly SubscribedStream[]): readonly ReceivedTrack[] {
    const tracks = this.tracks();
    return streams.flatMap((stream) => {
      const track = tracks.find(({ feed, mid }) => stream.feed_id === feed && stream.feed_mid === mid);
      if (!stream.active || track === undefined) return [];
      return [{ mid: stream.mid, seatId: track.seatId, kind: track.kind }];
    });
  }

  #put(feed: string, streams: FeedStreams): void {
    const seat = seatOfFeed(feed);
    // An older connection of the same seat may still be dying; nobody wants to hear themselves.
    if (seat === null || seat === this.#ownSeat) return;
    const tracks = streams.flatMap(({ type, mid, description, disabled }): RemoteTrack[] => {
      if (disabled === true || mid === undefined || (type !== "audio" && type !== "video")) return [];
      const picture = description === "screen" ? "screen" : "camera";
      return [{ feed, mid, seatId: seat, kind: type === "audio" ? "microphone" : picture }];
    });
    this.#feeds.set(feed, tracks);
  }
}
