/**
 * Hears that something has changed in a room that one looks after. Goes on while nobody looks at the page, because somebody may
 * knock; reconnects by itself, since browsers give up for good when a server answers with an error once.
 */
import type { Timers } from "../domain/timers.ts";
import { reconnectDelayMilliseconds } from "./backoff.ts";

/** The part of `EventSource` in use. */
export interface ChangeStream {
  addEventListener(type: string, listener: () => void): void;
  close(): void;
}

export interface RoomWatchDeps {
  readonly open: (url: string) => ChangeStream;
  readonly timers: Timers;
  readonly random: () => number;
}

export interface RoomWatchListener {
  /** Also when the stream is lost, or there again, for what was missed. */
  changed(): void;
  /** False while the stream is lost. */
  live(isLive: boolean): void;
}

export interface RoomWatch {
  close(): void;
}

/** A server that is stopping takes streams and ends them at once: only one that has lasted is a success. */
const SETTLED_MILLISECONDS = 5000;

export function watchRoom(deps: RoomWatchDeps, url: string, listener: RoomWatchListener): RoomWatch {
  let attempt = 0;
  let isFirst = true;
  let source: ChangeStream | null = null;
  let callOff = () => {};

  function connect(): void {
    source = deps.open(url);
    source.addEventListener("open", () => {
      callOff = deps.timers.after(SETTLED_MILLISECONDS, () => attempt = 0);
      listener.live(true);
      if (!isFirst) listener.changed();
      isFirst = false;
    });
    source.addEventListener("changed", () => listener.changed());
    source.addEventListener("error", () => {
      source?.close();
      callOff();
      listener.live(false);
      // Perhaps because one may not look after the room any more: the page itself tells.
      listener.changed();
      callOff = deps.timers.after(reconnectDelayMilliseconds(attempt++, deps.random()), connect);
    });
  }

  connect();
  return {
    close() {
      callOff();
      source?.close();
    },
  };
}
