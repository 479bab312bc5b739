/**
 * The gateway over one Janus: its connection, its rooms, its lines and its health, put together. It knows how each of them
 * reports trouble and turns that into one state. Invariant: after a `lost` no line of before is alive.
 */
import type { RoomId, SeatId } from "../../domain/ids.ts";
import type { Log } from "../../domain/log.ts";
import {
  type Gateway,
  type GatewayEvent,
  type GatewayHealth,
  type Line,
  MediaUnavailable,
  type RoomPlan,
} from "../gateway.ts";
import type { RoomSweeper } from "../reconcile.ts";
import { JanusAdmin } from "./admin.ts";
import { JanusConnection } from "./connection.ts";
import type { JanusServer } from "./endpoint.ts";
import { JanusError, translated } from "./errors.ts";
import { type HealthSettings, HealthWatch } from "./health.ts";
import { JanusLine } from "./line.ts";
import type { RoomEvent } from "./messages.ts";
import { LinePool } from "./pool.ts";
import { RoomGuard } from "./room_guard.ts";
import { type Pass, RoomKeys } from "./room_keys.ts";
import { JanusRooms } from "./rooms.ts";
import { publishersOf } from "./survey.ts";

export interface JanusGatewayOptions {
  /** Supervised (`startLocalJanus`) or somebody else's (`externalJanus`). The gateway disposes of it with itself. */
  readonly server: JanusServer;
  /** At least 32 random bytes that stay the same over restarts: the rooms' keys are derived from it. */
  readonly masterKey: Uint8Array;
  readonly log: Log;
  /** Lines kept ready; default 3. */
  readonly poolSize?: number;
  /** For every single request to Janus; default 5000. */
  readonly deadlineMs?: number;
  /** Below half of Janus' session time-out; default 25 000. */
  readonly keepAliveMs?: number;
  /** Default: asked every 2 s, 1.5 s to answer, three misses. */
  readonly health?: HealthSettings;
}

/** Returns at once, in the state `starting`; calls are served from `up` on. */
export function createJanusGateway(options: JanusGatewayOptions): JanusGateway {
  return new JanusGateway(options);
}

export class JanusGateway implements Gateway, RoomSweeper {
  readonly #options: JanusGatewayOptions;
  readonly #admin: JanusAdmin;
  readonly #keys: RoomKeys;
  readonly #guard: RoomGuard;
  readonly #rooms: JanusRooms;
  readonly #connection: JanusConnection;
  readonly #pool: LinePool;
  readonly #watch: HealthWatch;
  readonly #lines = new Set<JanusLine>();
  readonly #listeners = new Set<(event: GatewayEvent) => void>();
  readonly #unwatch: () => void;
  #state: GatewayHealth["state"] = "starting";
  #version: string | null = null;
  /** Whether an `up` is due: at first, and after every `lost`. */
  #upIsDue = true;
  #disposed = false;

  constructor(options: JanusGatewayOptions) {
    this.#options = options;
    const { server, log, deadlineMs = 5000, keepAliveMs = 25_000 } = options;
    const health = options.health ?? { intervalMs: 2000, deadlineMs: 1500, misses: 3 };
    const endpoint = () => server.endpoint();
    this.#admin = new JanusAdmin(endpoint, deadlineMs);
    this.#keys = new RoomKeys(options.masterKey);
    this.#guard = new RoomGuard(this.#admin, this.#keys);
    this.#rooms = new JanusRooms(this.#admin, this.#keys, this.#guard);
    this.#watch = new HealthWatch(this.#admin, health, (isAlive) => this.#judged(isAlive));
    this.#pool = new LinePool({ size: options.poolSize ?? 3, prepare: () => this.#prepare(), log });
    this.#unwatch = server.watch((event) => {
      if (event === "exited") this.#died();
      else this.#connection.hurry();
    });
    this.#connection = new JanusConnection({
      endpoint,
      deadlineMs,
      keepAliveMs,
      log,
      onChange: (change) => this.#changed(change),
    });
  }

  health(): GatewayHealth {
    return { state: this.#state, version: this.#version };
  }

  /** How many lines wait prepared. */
  get readyLines(): number {
    return this.#pool.ready;
  }

  watch(listener: (event: GatewayEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async openRoom(plan: RoomPlan): Promise<void> {
    this.#requireUp("open the room");
    await translated("open the room", () => this.#rooms.open(plan));
  }

  async closeRoom(roomId: RoomId): Promise<void> {
    this.#requireUp("close the room");
    await translated("close the room", () => this.#rooms.close(roomId));
    await Promise.all(this.#linesIn(roomId).map((line) => line.expel("room closed")));
  }

  async line(): Promise<Line> {
    this.#requireUp("prepare a line");
    return await translated("prepare a line", () => this.#pool.take());
  }

  async seatsInside(roomId: RoomId): Promise<readonly SeatId[]> {
    this.#requireUp("list the seats");
    return await translated("list the seats", () => this.#rooms.seats(roomId));
  }

  /** Serves as well while the participants' socket is broken: the admin API has one of its own. */
  async removeSeat(roomId: RoomId, seatId: SeatId): Promise<void> {
    await translated("remove the seat", () => this.#guard.kick(roomId, seatId));
    const lines = this.#linesIn(roomId).filter((line) => line.seatId === seatId);
    await Promise.all(lines.map((line) => line.expel("removed")));
  }

  async sweepRooms(keep: ReadonlySet<RoomId>): Promise<number> {
    this.#requireUp("sweep the rooms");
    return await translated("sweep the rooms", () => this.#rooms.sweep(keep));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#state = "down";
    this.#listeners.clear();
    this.#unwatch();
    this.#watch.stop();
    await this.#pool[Symbol.asyncDispose]();
    await Promise.all([...this.#lines].map((line) => line.close()));
    await this.#connection[Symbol.asyncDispose]();
    await this.#admin[Symbol.asyncDispose]();
    await this.#options.server[Symbol.asyncDispose]();
  }

  async #prepare(): Promise<JanusLine> {
    const line = await JanusLine.prepare({
      connection: this.#connection,
      log: this.#options.log,
      newPass: (roomId) => this.#keys.newPass(roomId),
      entering: (roomId, pass, enter) => this.#rooms.entering(roomId, pass, enter),
      moderate: (roomId, stream, mute) => this.#guard.moderate(roomId, stream, mute),
      withdraw: (roomId, pass) => this.#withdraw(roomId, pass),
      onGone: (gone) => this.#lines.delete(gone),
    });
    this.#lines.add(line);
    return line;
  }

  #changed(change: "up" | "away" | "lost"): void {
    if (this.#disposed) return;
    if (change === "lost") return this.#lost();
    if (change === "away") {
      this.#options.log.warn("Media server out of reach");
      this.#state = "down";
      this.#watch.stop();
      return;
    }
    this.#up().catch((error: unknown) => {
      this.#options.log.warn("Media server not usable, connecting anew", {}, error);
      return this.#connection.reconnect();
    });
  }

  /** Connected. The admin API must serve as well, and lines that survived a broken socket are brought up to date. */
  async #up(): Promise<void> {
    await this.#admin.reset();
    this.#version = await this.#admin.version();
    await this.#resumeLines();
    if (this.#disposed) return;
    this.#state = "up";
    this.#watch.start();
    this.#pool.fill();
    this.#options.log.info("Media server up", { version: this.#version });
    if (!this.#upIsDue) return;
    this.#upIsDue = false;
    this.#tell({ type: "up" });
  }

  async #resumeLines(): Promise<void> {
    const rooms = new Set([...this.#lines].map((line) => line.roomId).filter((room) => room !== null));
    await Promise.all([...rooms].map((room) => this.#resumeRoom(room)));
  }

  /** A room that is gone meanwhile, or a line that cannot go on, ends alone: the media server serves all the others. */
  async #resumeRoom(room: RoomId): Promise<void> {
    let publishers: RoomEvent["publishers"];
    try {
      publishers = await this.#survey(room);
    } catch (error) {
      if (!(error instanceof JanusError)) throw error;
      this.#rooms.forget(room);
      await Promise.all(this.#linesIn(room).map((line) => this.#giveUp(line, error)));
      return;
    }
    for (const line of this.#linesIn(room)) line.resume(publishers);
  }

  async #survey(room: RoomId): Promise<RoomEvent["publishers"]> {
    const pass = this.#keys.newPass(room);
    await this.#guard.admit(room, pass.token);
    try {
      return await publishersOf(this.#connection, room, pass);
    } finally {
      await this.#withdraw(room, pass);
    }
  }

  /** A Janus that cannot be told keeps the token; nobody but us has ever seen it. */
  async #withdraw(room: RoomId, { token }: Pass): Promise<void> {
    await this.#guard.withdraw(room, [token]).catch((error: unknown) => {
      this.#options.log.debug("Pass not withdrawn", { roomId: room, reason: String(error) });
    });
  }

  async #giveUp(line: JanusLine, cause: unknown): Promise<void> {
    this.#options.log.warn("Line not resumed", { roomId: line.roomId }, cause);
    await line.expel("not resumed");
  }

  #lost(): void {
    this.#state = "down";
    this.#watch.stop();
    this.#rooms.forgetAll();
    if (this.#upIsDue) return;
    this.#upIsDue = true;
    this.#options.log.warn("Media server lost, every line with it");
    this.#tell({ type: "lost" });
  }

  /** The supervised process ended: nothing of it can be claimed. */
  #died(): void {
    if (!this.#disposed) this.#connection.forgetAll();
  }

  #judged(isAlive: boolean): void {
    if (this.#disposed) return;
    if (isAlive) {
      this.#state = "up";
      return;
    }
    this.#state = "down";
    this.#options.server.revive();
  }

  #linesIn(roomId: RoomId): readonly JanusLine[] {
    return [...this.#lines].filter((line) => line.roomId === roomId);
  }

  #requireUp(what: string): void {
    if (this.#state !== "up") throw new MediaUnavailable(`Cannot ${what}: the media server is ${this.#state}`);
  }

  #tell(event: GatewayEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
