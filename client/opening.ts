/**
 * Waits before a room that is to open: hears of it by the socket that everybody at a door has, and tells once when the page is not
 * true any more because the room has opened, was moved or has ended. It says `hello` and listens, nothing else, so it has none of
 * what a call's socket can do.
 */
import type { Timers } from "../domain/timers.ts";
import { reconnectDelayMilliseconds } from "./backoff.ts";

export interface OpeningDeps {
  /** As the page says it; milliseconds since the epoch. */
  readonly opensAt: number;
  /** What is said first, as text. */
  readonly hello: string;
  readonly open: () => WebSocket;
  readonly timers: Timers;
  readonly random: () => number;
  readonly now: () => number;
  readonly onConnected: (isConnected: boolean) => void;
  readonly onNews: (news: "opened" | "changed") => void;
}

/** Without any word of the server by then the page is loaded again: it knows better than a connection that does not come. */
const OVERDUE_MILLISECONDS = 10_000;
/** A timer holds no more. */
const LONGEST_MILLISECONDS = 2 ** 30;
/** From these on, close codes are the server's own word that this page is of no use any more. */
const OWN_CODES = 4400;

/** Returns what ends the waiting. */
export function awaitOpening(deps: OpeningDeps): () => void {
  const { timers, opensAt } = deps;
  let socket: WebSocket | null = null;
  let attempt = 0;
  let callOffRetry = () => {};
  const callOffOverdue = timers.after(
    Math.min(opensAt - deps.now(), LONGEST_MILLISECONDS) + OVERDUE_MILLISECONDS,
    () => tell("changed"),
  );

  function connect(): void {
    const opened = socket = deps.open();
    opened.onopen = () => {
      attempt = 0;
      deps.onConnected(true);
      opened.send(deps.hello);
    };
    opened.onmessage = ({ data }) => take(String(data));
    opened.onclose = ({ code }) => {
      if (code >= OWN_CODES) return tell("changed");
      deps.onConnected(false);
      callOffRetry = timers.after(reconnectDelayMilliseconds(attempt++, deps.random()), connect);
    };
  }

  function take(text: string): void {
    const { door } = JSON.parse(text);
    if (door === undefined) return;
    if (door.state === "open") tell("opened");
    else if (door.state === "ended" || door.opensAt !== opensAt) tell("changed");
  }

  function tell(news: "opened" | "changed"): void {
    end();
    deps.onNews(news);
  }

  function end(): void {
    callOffOverdue();
    callOffRetry();
    if (socket !== null) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    socket = null;
  }

  connect();
  return end;
}
