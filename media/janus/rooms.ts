/**
 * The rooms inside Janus, over the admin API: made when needed, made again when Janus has forgotten them, ended. What exists
 * is remembered per Janus process: opening an open room costs nothing.
 */
import { type RoomId, roomId, type SeatId } from "../../domain/ids.ts";
import type { RoomPlan } from "../gateway.ts";
import type { JanusAdmin } from "./admin.ts";
import { CAMERA_BITS_PER_SECOND } from "./bit_rate.ts";
import { hasCode, NO_SUCH_ROOM, ROOM_EXISTS, UNAUTHORIZED_ROOM } from "./errors.ts";
import { seatOfFeed } from "./feed.ts";
import type { RoomGuard } from "./room_guard.ts";
import { newToken, type Pass, type RoomKeys } from "./room_keys.ts";

/** Half a second of packets below a level of 50 (of 127, lower is louder): Janus' own 2 s at 25 misses half of all talk. */
const SPEAKING_PACKETS = 25;
const SPEAKING_LEVEL = 50;

export class JanusRooms {
  readonly #admin: JanusAdmin;
  readonly #keys: RoomKeys;
  readonly #guard: RoomGuard;
  readonly #plans = new Map<RoomId, RoomPlan>();
  readonly #existing = new Map<RoomId, { readonly seatLimit: number; readonly ready: Promise<void> }>();

  constructor(admin: JanusAdmin, keys: RoomKeys, guard: RoomGuard) {
    this.#admin = admin;
    this.#keys = keys;
    this.#guard = guard;
  }

  async open(plan: RoomPlan): Promise<void> {
    this.#plans.set(plan.roomId, plan);
    const known = this.#existing.get(plan.roomId);
    if (known?.seatLimit === plan.seatLimit) return await known.ready;
    const ready = known === undefined ? this.#make(plan) : known.ready.then(() => this.#resize(plan));
    const entry = { seatLimit: plan.seatLimit, ready };
    this.#existing.set(plan.roomId, entry);
    try {
      await ready;
    } catch (error) {
      if (this.#existing.get(plan.roomId) === entry) this.#existing.delete(plan.roomId);
      throw error;
    }
  }

  async #make(plan: RoomPlan): Promise<void> {
    try {
      await this.#admin.plugin({
        request: "create",
        admin_key: this.#admin.adminKey,
        room: plan.roomId,
        secret: this.#keys.secret(plan.roomId),
        // Asked of who sends and of who receives.
        pin: this.#keys.pin(plan.roomId),
        // Asked of who sends. The list is not empty, because to Janus no list means that nobody is asked.
        allowed: [newToken()],
        permanent: false,
        is_private: true,
        // A subscription needs the private id of somebody inside: who is put out of the room stops receiving, too.
        require_pvtid: true,
        notify_joining: true,
        publishers: publishersOf(plan),
        bitrate: CAMERA_BITS_PER_SECOND,
        audiocodec: "opus",
        videocodec: "vp8,h264,vp9",
        opus_fec: true,
        audiolevel_event: true,
        audio_active_packets: SPEAKING_PACKETS,
        audio_level_average: SPEAKING_LEVEL,
      });
    } catch (error) {
      if (!hasCode(error, ROOM_EXISTS)) throw error;
      await this.#resize(plan);
      await this.#guard.closeFound(plan.roomId);
    }
  }

  async #resize(plan: RoomPlan): Promise<void> {
    const { roomId: room } = plan;
    await this.#admin.plugin({
      request: "edit",
      room,
      secret: this.#keys.secret(room),
      new_publishers: publishersOf(plan),
    });
  }

  async close(room: RoomId): Promise<void> {
    this.forget(room);
    await this.#destroy(room);
  }

  /** Admits the pass and runs `enter`; where Janus has forgotten a room that was opened here, makes it again and repeats that. */
  async entering<T>(room: RoomId, pass: Pass, enter: () => Promise<T>): Promise<T> {
    const known = this.#existing.get(room);
    try {
      await this.#guard.admit(room, pass.token);
      return await enter();
    } catch (error) {
      const plan = this.#plans.get(room);
      if (!hasCode(error, NO_SUCH_ROOM) || plan === undefined) throw error;
      // Of several who find it gone, the first makes it again.
      if (this.#existing.get(room) === known) this.#existing.delete(room);
      await this.open(plan);
      await this.#guard.admit(room, pass.token);
      return await enter();
    }
  }

  /** Everybody with a handle in the room, sending or not. */
  async seats(room: RoomId): Promise<readonly SeatId[]> {
    const seats = (await this.#guard.feeds(room)).map(seatOfFeed).filter((seat) => seat !== null);
    return [...new Set(seats)];
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

  /** False for a room that is not there, or that is somebody else's. */
  async #destroy(room: RoomId): Promise<boolean> {
    try {
      await this.#admin.plugin({ request: "destroy", room, secret: this.#keys.secret(room) });
      return true;
    } catch (error) {
      if (hasCode(error, NO_SUCH_ROOM, UNAUTHORIZED_ROOM)) return false;
      throw error;
    }
  }
}

/** A seat that comes back sends anew before Janus has let go of its old connection. */
function publishersOf({ seatLimit }: RoomPlan): number {
  return seatLimit * 2;
}
