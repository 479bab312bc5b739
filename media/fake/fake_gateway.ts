/**
 * A media server in memory, for tests of everything above `media/`. It passes the same contract suite as the Janus one and
 * adds a few controls (go down, come back, fail or hold the next call). It moves no media: its SDPs only look like some.
 */
import type { RoomId, SeatId } from "../../domain/ids.ts";
import { type Gateway, type GatewayEvent, type GatewayHealth, type Line, MediaUnavailable } from "../gateway.ts";
import type { RoomPlan } from "../gateway.ts";
import { FakeLine } from "./fake_line.ts";

export type FakeCall =
  | "openRoom"
  | "closeRoom"
  | "line"
  | "seatsInside"
  | "removeSeat"
  | "approach"
  | "join"
  | "publish"
  | "answer"
  | "addCandidates"
  | "restartReceiving"
  | "receiveAnew"
  | "silence";

export interface FakeRoom {
  readonly plan: RoomPlan;
  readonly lines: Set<FakeLine>;
}

export class FakeGateway implements Gateway {
  readonly rooms: Map<RoomId, FakeRoom> = new Map<RoomId, FakeRoom>();
  /** Calls so far, by name, e.g. to see that a second join brought no second negotiation. */
  readonly calls: Map<FakeCall, number> = new Map<FakeCall, number>();
  readonly #lines = new Set<FakeLine>();
  readonly #listeners = new Set<(event: GatewayEvent) => void>();
  readonly #failures = new Map<FakeCall, Error[]>();
  readonly #holds = new Map<FakeCall, Promise<void>[]>();
  #state: GatewayHealth["state"] = "up";

  health(): GatewayHealth {
    return { state: this.#state, version: "0.0.0-fake" };
  }

  watch(listener: (event: GatewayEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async openRoom(plan: RoomPlan): Promise<void> {
    await this.admit("openRoom");
    if (!this.rooms.has(plan.roomId)) this.rooms.set(plan.roomId, { plan, lines: new Set() });
  }

  async closeRoom(roomId: RoomId): Promise<void> {
    await this.admit("closeRoom");
    const room = this.rooms.get(roomId);
    this.rooms.delete(roomId);
    for (const line of [...(room?.lines ?? [])]) line.expel("room closed");
  }

  async line(): Promise<Line> {
    await this.admit("line");
    const line = new FakeLine(this, () => this.#lines.delete(line));
    this.#lines.add(line);
    return line;
  }

  async seatsInside(roomId: RoomId): Promise<readonly SeatId[]> {
    await this.admit("seatsInside");
    const seats = [...(this.rooms.get(roomId)?.lines ?? [])].map((line) => line.seatId);
    return [...new Set(seats.filter((seat) => seat !== null))];
  }

  async removeSeat(roomId: RoomId, seatId: SeatId): Promise<void> {
    await this.admit("removeSeat");
    const lines = [...(this.rooms.get(roomId)?.lines ?? [])];
    for (const line of lines.filter((each) => each.seatId === seatId)) line.expel("removed");
  }

  /** Control: the media server dies. Every line and room is gone, and calls are refused until {@linkcode comeBack}. */
  goDown(): void {
    if (this.#state === "down") return;
    this.#state = "down";
    for (const room of this.rooms.values()) room.lines.clear();
    this.rooms.clear();
    for (const line of [...this.#lines]) line.lose();
    this.#lines.clear();
    this.#tell({ type: "lost" });
  }

  /** Control: a new media server is there, knowing nothing of the old one's rooms. */
  comeBack(): void {
    if (this.#state === "up") return;
    this.#state = "up";
    this.#tell({ type: "up" });
  }

  /** Control: the next call of that name (on any line) throws. Calls add up. */
  failNext(call: FakeCall, error: Error = new MediaUnavailable(`Cannot ${call}: told to fail`)): void {
    this.#failures.set(call, [...(this.#failures.get(call) ?? []), error]);
  }

  /** Control: the next call of that name waits until the returned function is called. */
  holdNext(call: FakeCall): () => void {
    const gate = Promise.withResolvers<void>();
    this.#holds.set(call, [...(this.#holds.get(call) ?? []), gate.promise]);
    return gate.resolve;
  }

  /** Control: the line that a seat holds in some room (the newest, if several), to make it speak or hang up. */
  lineOf(seatId: SeatId): FakeLine {
    const line = [...this.#lines].findLast((candidate) => candidate.seatId === seatId);
    if (line === undefined) throw new Error(`Cannot find a line: seat ${seatId} has none`);
    return line;
  }

  /** How many lines are alive, joined or not: what a leak test counts. */
  get liveLines(): number {
    return this.#lines.size;
  }

  /** The door of every call: counts it, lets a test hold or fail it, and refuses it while down. */
  async admit(call: FakeCall): Promise<void> {
    this.calls.set(call, (this.calls.get(call) ?? 0) + 1);
    await this.#holds.get(call)?.shift();
    const failure = this.#failures.get(call)?.shift();
    if (failure !== undefined) throw failure;
    if (this.#state !== "up") throw new MediaUnavailable(`Cannot ${call}: the media server is down`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const line of [...this.#lines]) await line.close();
    this.rooms.clear();
    this.#state = "down";
    this.#listeners.clear();
  }

  #tell(event: GatewayEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
