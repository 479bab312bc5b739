/**
 * The page's one stream of tray events, shared by all of its islands. It rests while nobody looks at the page: browsers open
 * only so many connections to one server, and on coming back it goes on where it was. Reconnects by itself, because a browser
 * gives up for good when a server answers with an error once.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Timers } from "../domain/timers.ts";
import { foldTray, type TrayEvent, type TrayView } from "../domain/tray_view.ts";
import { reconnectDelayMilliseconds } from "./backoff.ts";

/** A view, and the id of the event after which it was so. */
export interface KnownTray {
  readonly view: TrayView;
  readonly eventId: string;
}

export interface TrayStream {
  /** Null until the first event, or what was known from the start. */
  readonly view: ReadonlySignal<TrayView | null>;
  close(): void;
}

/** The part of `EventSource` in use. */
export interface EventStream {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface TrayStreamDeps {
  readonly open: (url: string) => EventStream;
  readonly timers: Timers;
  readonly random: () => number;
  /** Tells of every change of `isVisible`; returns what ends the listening. */
  readonly onVisibility: (listener: () => void) => () => void;
  readonly isVisible: () => boolean;
}

/** A server that is stopping takes streams and ends them at once: only one that has lasted is a success. */
const SETTLED_MILLISECONDS = 5000;

const STREAM = "/api/v1/tray/stream";

export function openTrayStream(deps: TrayStreamDeps, known: KnownTray | null): TrayStream {
  const view = signal<TrayView | null>(known?.view ?? null);
  let lastEventId = known?.eventId ?? null;
  let attempt = 0;
  let source: EventStream | null = null;
  let callOff = () => {};

  function take(event: TrayEvent, id: string): void {
    if (event.type === "tray") view.value = event.view;
    else if (view.value !== null) view.value = foldTray(view.value, event);
    lastEventId = id;
  }

  function connect(): void {
    rest();
    if (!deps.isVisible()) return;
    const opened = deps.open(lastEventId === null ? STREAM : `${STREAM}?last=${encodeURIComponent(lastEventId)}`);
    source = opened;
    const on = (type: TrayEvent["type"], read: (data: string) => TrayEvent) =>
      opened.addEventListener(type, ({ data, lastEventId: id }) => take(read(data), id));
    on("tray", (data) => ({ type: "tray", view: JSON.parse(data) }));
    on("room", (data) => ({ type: "room", room: JSON.parse(data) }));
    on("gone", (data) => ({ type: "gone", id: JSON.parse(data).id }));
    on("notices", (data) => ({ type: "notices", unread: JSON.parse(data).unread }));
    opened.addEventListener("open", () => callOff = deps.timers.after(SETTLED_MILLISECONDS, () => attempt = 0));
    opened.addEventListener("error", () => {
      rest();
      callOff = deps.timers.after(reconnectDelayMilliseconds(attempt++, deps.random()), connect);
    });
  }

  function rest(): void {
    callOff();
    source?.close();
    source = null;
  }

  const unlisten = deps.onVisibility(connect);
  connect();
  return {
    view,
    close() {
      unlisten();
      rest();
    },
  };
}
