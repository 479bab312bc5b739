/**
 * The rooms inside Janus, over the admin API. Each has a secret derived from a master key and its id, so that a restarted app
 * still holds the keys of the rooms it finds. What exists is remembered per Janus process: opening an open room costs nothing.
 */
import { createHmac } from "node:crypto";
import { type RoomId, roomId, type SeatId } from "../../domain/ids.ts";
import type { RoomPlan } from "../gateway.ts";
import type { JanusAdmin } from "./admin.ts";
import { hasCode, NO_SUCH_ROOM, ROOM_EXISTS, UNAUTHORIZED_ROOM } from "./errors.ts";
import { seatOfFeed } from "./feed.ts";

/** Enough for a good 720p picture; Janus asks the browsers to stay below. */
const VIDEO_BITS_PER_SECOND = 1_500_000;
/** Half a second of packets below a level of 50 (of 127, lower is louder): Janus' own 2 s at 25 misses half of all talk. */
const SPEAKING_PACKETS = 25;
const SPEAKING_LEVEL = 50;

export class JanusRooms {
  readonly #admin: JanusAdmin;
  readonly #masterKey: Uint8Array;
  readonly #plans = new Map<RoomId, RoomPlan>();
  readonly #existing = new Set<RoomId>();

  constructor(admin: JanusAdmin, masterKey: Uint8Array) {
    this.#admin = admin;
    this.#masterKey = masterKey;
  }

  async open(plan: RoomPlan): Promise<void> {
    this.#plans.set(plan.roomId, plan);
    if (this.#existing.has(plan.roomId)) return;
    try {
      await this.#admin.plugin({
        request: "create",
        admin_key: this.#admin.adminKey,
        room: plan.roomId,
        secret: this.secret(plan.roomId),
        permanent: false,
        is_private: true,
        // A subscription needs the private id of somebody inside: who is put out of the room stops receiving, too.
        require_pvtid: true,
        notify_joining: true,
        // A seat that comes back sends anew before Janus has let go of its old connection.
        publishers: plan.seatLimit * 2,
        bitrate: VIDEO_BITS_PER_SECOND,
        audiocodec: "opus",
        videocodec: "vp8,h264,vp9",
        opus_fec: true,
        audiolevel_event: true,
        audio_active_packets: SPEAKING_PACKETS,
        audio_level_average: SPEAKING_LEVEL,
      });
    } catch (error) {
      if (!hasCode(error, ROOM_EXISTS)) throw error;
    }
    this.#existing.add(plan.roomId);
  }

  async close(room: RoomId): Promise<void> {
    this.forget(room);
    await this.#destroy(room);
  }

  /** Runs `enter`; where Janus has forgotten a room that was opened here, makes it again and runs it once more. */
  async entering<T>(room: RoomId, enter: () => Promise<T>): Promise<T> {
    try {
      return await enter();
    } catch (error) {
      const plan = this.#plans.get(room);
      if (!hasCode(error, NO_SUCH_ROOM) || plan === undefined) throw error;
      this.#existing.delete(room);
      await this.open(plan);
      return await enter();
    }
  }

  /** Everybody with a handle in the room, sending or not. */
  async seats(room: RoomId): Promise<readonly SeatId[]> {
    try {
      const { participants } = await this.#admin.plugin({ request: "listparticipants", room });
      const seats = (participants ?? []).map(({ id }) => seatOfFeed(id)).filter((seat) => seat !== null);
      return [...new Set(seats)];
    } catch (error) {
      if (hasCode(error, NO_SUCH_ROOM)) return [];
      throw error;
    }
  }

  /**
   * Destroys the rooms that were made with this master key and are not to be kept. Resolves with their number. What was
   * opened here meanwhile stays: whoever said what is to be kept did not know of it yet.
   */
  async sweep(keep: ReadonlySet<RoomId>): Promise<number> {
    const { list } = await this.#admin.plugin({ request: "list", admin_key: this.#admin.adminKey });
    let destroyed = 0;
    for (const { room } of list ?? []) {
      const id = roomId(room);
      if (keep.has(id) || this.#plans.has(id)) continue;
      if (await this.#destroy(id)) destroyed++;
    }
    return destroyed;
  }

  /** Janus has lost this one: it is made again when somebody opens it. */
  forget(room: RoomId): void {
    this.#plans.delete(room);
    this.#existing.delete(room);
  }

  /** A new Janus process has none of the rooms; the plans of callers are gone with their lines. */
  forgetAll(): void {
    this.#existing.clear();
    this.#plans.clear();
  }

  secret(room: RoomId): string {
    return createHmac("sha256", this.#masterKey).update(`room ${room}`).digest("base64url");
  }

  /** False for a room that is not there, or that is somebody else's. */
  async #destroy(room: RoomId): Promise<boolean> {
    try {
      await this.#admin.plugin({ request: "destroy", room, secret: this.secret(room) });
      return true;
    } catch (error) {
      if (hasCode(error, NO_SUCH_ROOM, UNAUTHORIZED_ROOM)) return false;
      throw error;
    }
  }
}
