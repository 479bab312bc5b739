/** The stream of this page: opened for the first island that wants it, closed with the last. */
import type { ReadonlySignal } from "@preact/signals";
import type { TrayView } from "../domain/tray_view.ts";
import { WINDOW_TIMERS } from "./window_timers.ts";
import { type KnownTray, openTrayStream, type TrayStream, type TrayStreamDeps } from "./tray_stream.ts";

const BROWSER: TrayStreamDeps = {
  open: (url) => new EventSource(url),
  timers: WINDOW_TIMERS,
  random: Math.random,
  onVisibility(listener) {
    const ending = new AbortController();
    document.addEventListener("visibilitychange", listener, { signal: ending.signal });
    addEventListener("online", listener, { signal: ending.signal });
    return () => ending.abort();
  },
  isVisible: () => document.visibilityState === "visible",
};

let stream: TrayStream | null = null;
let users = 0;

/** `known`: what the page was rendered with, for the first one who joins. */
export function joinPageTray(
  known: KnownTray | null,
): { readonly view: ReadonlySignal<TrayView | null>; leave(): void } {
  stream ??= openTrayStream(BROWSER, known);
  users++;
  return {
    view: stream.view,
    leave() {
      if (--users > 0) return;
      stream?.close();
      stream = null;
    },
  };
}
