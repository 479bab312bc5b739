/**
 * Waits before a room that is to open: hears of it by the socket that everybody at a door has, and tells once when the page is not
 * true any more because the room has opened, was moved or has ended.
 */
import { effect } from "@preact/signals";
import type { DoorView, ServerMessage } from "../protocol/signal.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { Connection, SignalSocket, SocketDeps } from "./socket.ts";
import type { Timers } from "../domain/timers.ts";

export interface OpeningDeps {
  readonly code: string;
  /** As the page says it; milliseconds since the epoch. */
  readonly opensAt: number;
  readonly openSocket: (deps: Pick<SocketDeps, "hello" | "onMessage">) => SignalSocket;
  readonly timers: Timers;
  readonly now: () => number;
  readonly onConnection: (connection: Connection) => void;
  readonly onNews: (news: "opened" | "changed") => void;
}

/** Without any word of the server by then the page is loaded again: it knows better than a connection that does not come. */
const OVERDUE_MILLISECONDS = 10_000;

/** Returns what ends the waiting. */
export function awaitOpening(deps: OpeningDeps): () => void {
  let isTold = false;

  function tell(news: "opened" | "changed"): void {
    if (isTold) return;
    isTold = true;
    end();
    deps.onNews(news);
  }

  function take(message: ServerMessage): void {
    if (message.type === "ready" || message.type === "door") look(message.door);
  }

  function look({ state, opensAt }: DoorView): void {
    if (state === "open") tell("opened");
    else if (state === "ended" || opensAt !== deps.opensAt) tell("changed");
  }

  const socket = deps.openSocket({
    hello: () => ({ type: "hello", version: PROTOCOL_VERSION, code: deps.code }),
    onMessage: take,
  });
  const stopWatching = effect(() => {
    const connection = socket.connection.value;
    deps.onConnection(connection);
    if (connection === "unknown" || connection === "signed_out" || connection === "outdated") tell("changed");
  });
  const callOff = deps.timers.after(
    Math.min(deps.opensAt - deps.now(), 2 ** 30) + OVERDUE_MILLISECONDS,
    () => tell("changed"),
  );

  function end(): void {
    callOff();
    stopWatching();
    socket.close();
  }

  return end;
}
