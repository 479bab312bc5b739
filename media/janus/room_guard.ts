/**
 * Who Janus lets into a room, what it forwards of them, and how somebody is put out: over the admin API with the room's
 * secret, so that it works while the socket of the participants is broken. What is gone already is as good as ended.
 */
import type { RoomId, SeatId } from "../../domain/ids.ts";
import type { JanusAdmin } from "./admin.ts";
import { hasCode, NO_SUCH_FEED, NO_SUCH_ROOM } from "./errors.ts";
import { seatOfFeed } from "./feed.ts";
import type { RoomKeys } from "./room_keys.ts";

/** One stream of somebody who sends. */
export interface FeedStream {
  readonly feed: string;
  readonly mid: string;
}

export class RoomGuard {
  readonly #admin: JanusAdmin;
  readonly #keys: RoomKeys;

  constructor(admin: JanusAdmin, keys: RoomKeys) {
    this.#admin = admin;
    this.#keys = keys;
  }

  /** Whoever shows the token may join from now on. */
  async admit(room: RoomId, token: string): Promise<void> {
    await this.#ask(room, { request: "allowed", action: "add", allowed: [token] });
  }

  async withdraw(room: RoomId, tokens: readonly string[]): Promise<void> {
    await ended(() => this.#ask(room, { request: "allowed", action: "remove", allowed: tokens }));
  }

  /** A room that was found: closes it to everybody whom an app before this one had admitted. */
  async closeFound(room: RoomId): Promise<void> {
    await this.#ask(room, { request: "edit", new_pin: this.#keys.pin(room) });
    const { allowed = [] } = await this.#ask(room, { request: "allowed", action: "enable" });
    if (allowed.length > 0) await this.withdraw(room, allowed);
  }

  /** Whether Janus forwards that stream or drops it. A stream that is no more is dropped anyway. */
  async moderate(room: RoomId, { feed, mid }: FeedStream, mute: boolean): Promise<void> {
    await ended(() => this.#ask(room, { request: "moderate", id: feed, mid, mute }));
  }

  /** The ids of everybody with a handle in the room, sending or not. */
  async feeds(room: RoomId): Promise<readonly string[]> {
    try {
      const { participants = [] } = await this.#admin.plugin({ request: "listparticipants", room });
      return participants.map(({ id }) => id);
    } catch (error) {
      if (hasCode(error, NO_SUCH_ROOM)) return [];
      throw error;
    }
  }

  /** Also ends what the seat receives: rooms are made so that a subscription lives no longer than whom it belongs to. */
  async kick(room: RoomId, seat: SeatId): Promise<void> {
    const feeds = (await this.feeds(room)).filter((feed) => seatOfFeed(feed) === seat);
    await Promise.all(feeds.map((id) => ended(() => this.#ask(room, { request: "kick", id }))));
  }

  #ask(room: RoomId, request: Readonly<Record<string, unknown>>) {
    return this.#admin.plugin({ ...request, room, secret: this.#keys.secret(room) });
  }
}

async function ended(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!hasCode(error, NO_SUCH_ROOM, NO_SUCH_FEED)) throw error;
  }
}
