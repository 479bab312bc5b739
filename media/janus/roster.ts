/**
 * Who sends what in a room, as one line hears it from Janus, and how the subscription differs from that. Pure.
 * Janus repeats itself (1.1.2 says `unpublished` twice, and of people who never sent), so every step is idempotent.
 */
import type { SeatId } from "../../domain/ids.ts";
import type { ReceivedTrack, TrackKind } from "../gateway.ts";
import { seatOfFeed } from "./feed.ts";
import type { FeedStreams, RoomEvent } from "./messages.ts";
import type { HeldStream } from "./subscription.ts";

export interface RemoteTrack {
  readonly feed: string;
  readonly mid: string;
  readonly seatId: SeatId;
  readonly kind: TrackKind;
  /** Counts how often the feed went away before: a subscription to an earlier life of it carries nothing. */
  readonly epoch: number;
}

/** What an `update` has to say; both empty means that the subscription is as it should be. */
export interface SubscriptionDiff {
  readonly subscribe: readonly { readonly feed: string; readonly mid: string }[];
  /** By our own media line: naming the feed has no effect once that feed has left. */
  readonly unsubscribe: readonly { readonly sub_mid: string }[];
}

export class Roster {
  readonly #ownSeat: SeatId;
  readonly #epochs = new Map<string, number>();
  #feeds = new Map<string, readonly RemoteTrack[]>();

  constructor(ownSeat: SeatId) {
    this.#ownSeat = ownSeat;
  }

  /** True if it may have changed anything. */
  fold(event: RoomEvent): boolean {
    for (const { id, streams } of event.publishers ?? []) this.#put(id, streams);
    let changed = event.publishers !== undefined;
    for (const gone of [event.leaving, event.unpublished, event.kicked]) {
      if (gone === undefined || !this.#feeds.delete(gone)) continue;
      this.#epochs.set(gone, this.#epoch(gone) + 1);
      changed = true;
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

  diff(streams: readonly HeldStream[]): SubscriptionDiff {
    const tracks = this.tracks();
    const active = streams.filter((stream) => stream.active);
    const subscribe = tracks
      .filter((track) => !active.some((stream) => carries(stream, track)))
      .map(({ feed, mid }) => ({ feed, mid }));
    const unsubscribe = active
      .filter((stream) => !tracks.some((track) => carries(stream, track)))
      .map(({ mid }) => ({ sub_mid: mid }));
    return { subscribe, unsubscribe };
  }

  /** The live media lines of an offer, in our words. */
  received(streams: readonly HeldStream[]): readonly ReceivedTrack[] {
    const tracks = this.tracks();
    return streams.flatMap((stream) => {
      const track = tracks.find((candidate) => carries(stream, candidate));
      if (!stream.active || track === undefined) return [];
      return [{ mid: stream.mid, seatId: track.seatId, kind: track.kind }];
    });
  }

  #put(feed: string, streams: FeedStreams): void {
    const seat = seatOfFeed(feed);
    // An older connection of the same seat may still be dying; nobody wants to hear themselves.
    if (seat === null || seat === this.#ownSeat) return;
    const epoch = this.#epoch(feed);
    const tracks = streams.flatMap(({ type, mid, description, disabled }): RemoteTrack[] => {
      if (disabled === true || mid === undefined || (type !== "audio" && type !== "video")) return [];
      const picture = description === "screen" ? "screen" : "camera";
      return [{ feed, mid, seatId: seat, kind: type === "audio" ? "microphone" : picture, epoch }];
    });
    this.#feeds.set(feed, tracks);
  }

  #epoch(feed: string): number {
    return this.#epochs.get(feed) ?? 0;
  }
}

function carries(stream: HeldStream, track: RemoteTrack): boolean {
  return stream.feed_id === track.feed && stream.feed_mid === track.mid && stream.epoch === track.epoch;
}
