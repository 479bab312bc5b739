/**
 * The live side of Ajar as one value: takes sockets, keeps the rooms they are in, and is where deeds announce what
 * happened. It starts nothing by itself but the watch over the media server.
 */
import type { Deps, Publisher, Stage } from "../actions/deps.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { LiveRoom } from "../domain/room.ts";
import type { WireIceServer } from "../protocol/signal.ts";
import { Connection } from "./connection.ts";
import { Hub } from "./hub.ts";
import { receiveGatewayEvent } from "./media_watch.ts";
import { LineBudget } from "./prepared_line.ts";
import type { SocketFacts } from "./session.ts";
import { systemTimers, type Timers } from "./timers.ts";

export type { SocketFacts } from "./session.ts";

export interface Signalling extends AsyncDisposable {
  readonly publisher: Publisher;
  readonly stage: Stage;
  /** Takes a socket that the route has upgraded, after it has checked the Origin. */
  connect(socket: WebSocket, facts: SocketFacts): void;
  /** To be told what deeds announce by the same name: who of these people may not stand at a door any more is sent away. */
  tiesChanged(people: readonly PersonId[]): void;
  /** Closes the sockets of people who are signed in no more. */
  signedOut(people: readonly PersonId[]): void;
  /** How many seats of that room are held, as far as this process watches it. */
  inside(roomId: RoomId): number;
  /** The room as those inside know it; null where nobody is at it or in it. */
  live(roomId: RoomId): LiveRoom | null;
  /** Whether somebody spoke there in the last ten seconds. What changes it is announced as `roomChanged`. */
  talking(roomId: RoomId): boolean;
  /** Takes up the seats that the last run left held, so that they are given up if nobody comes back. Once, at the start. */
  resume(): Promise<void>;
  /** Closes every socket with 1012 and lets go of lines and timers; seats stay held for the next run. Idempotent. */
  drain(): Promise<void>;
}

export interface SignallingOptions {
  /** Asked for every `hello`, because credentials may be limited in time. None by default. */
  readonly iceServers?: () => readonly WireIceServer[];
  readonly timers?: Timers;
}

/** What all connections share. */
export interface Shared {
  readonly deps: Deps;
  readonly hub: Hub;
  readonly timers: Timers;
  readonly lineBudget: LineBudget;
  readonly iceServers: () => readonly WireIceServer[];
  readonly connections: Set<Connection>;
}

export function createSignalling(deps: Omit<Deps, "publisher" | "stage">, options: SignallingOptions = {}): Signalling {
  const timers = options.timers ?? systemTimers;
  const hub = new Hub(deps, timers);
  const shared: Shared = {
    deps: hub.deps,
    hub,
    timers,
    lineBudget: new LineBudget(),
    iceServers: options.iceServers ?? (() => []),
    connections: new Set(),
  };
  const endWatch = deps.gateway.watch((event) => receiveGatewayEvent(hub, event));
  let draining = false;

  async function drain(): Promise<void> {
    draining = true;
    endWatch();
    await Promise.all([...shared.connections].map((connection) => connection.drain()));
    await hub.shutDown();
  }

  return {
    publisher: hub,
    stage: hub,
    connect(socket, facts) {
      const connection = new Connection(socket, facts, shared);
      shared.connections.add(connection);
      if (draining) socket.addEventListener("open", () => void connection.drain());
    },
    tiesChanged: (people) => hub.tiesChanged(people),
    signedOut: (people) => hub.signedOut(people),
    inside: (roomId) => hub.inside(roomId),
    live: (roomId) => hub.live(roomId),
    talking: (roomId) => hub.talking(roomId),
    resume: () => hub.resume(),
    drain,
    [Symbol.asyncDispose]: drain,
  };
}
