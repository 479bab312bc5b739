/**
 * Dropping in: one click in the tray, or on a notification's "Join", leads into the room, past the lobby. The links say so in
 * their fragment, so a click counts before the tray's own script runs, and without any script the same address is the lobby.
 */
import { DROP_IN } from "../domain/link.ts";

/** The parts of a window in use. */
export interface DropInWindow {
  readonly location: Pick<Location, "hash" | "origin" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState" | "state">;
  /** `document.referrer`. */
  readonly referrer: string;
}

/**
 * Whether one is to be let in at once. Takes the mark off the address in any case, so that a reload, the way back or an address
 * that is handed on leads to the lobby.
 *
 * Anybody can write such a link, and whoever follows it must not find their camera on in a room unasked. So it holds only
 * where the browser says that a page of ours led here: no other site can send our address as its own, what leads here without
 * a page (a mail, another program, a typed address) sends none, and on our own pages only trays have such links. What the service
 * worker opens names the worker as where it comes from; a browser that does not leads to the lobby. A mark in the
 * tab's storage would be as safe, but could be set only once the tray's script runs.
 */
export function takeDropIn({ location, history, referrer }: DropInWindow): boolean {
  if (location.hash !== DROP_IN) return false;
  history.replaceState(history.state, "", location.pathname + location.search);
  return URL.canParse(referrer) && new URL(referrer).origin === location.origin;
}
