/** What streams of server-sent events have in common: how they are answered, and that they outlast the look at a cookie. */
import type { State } from "../../../../define.ts";
import { accountHeaders } from "../../../(_http)/account_headers.ts";

export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Compressing would keep events back until there is enough of them.
  "Cache-Control": "no-store, no-transform",
  // What nginx is told so that it passes every event on at once.
  "X-Accel-Buffering": "no",
} as const;

/**
 * Whether the viewer's session is good at this moment, without which no stream is opened: a tab that loses its stream because
 * somebody signs out comes back at once, perhaps with the cookies of before, and their own copy of the session.
 */
export async function isStillSignedIn(req: Request, { deps, viewer, address }: State): Promise<boolean> {
  return viewer.kind === "person" && await deps.accounts.personOf(accountHeaders(req, address)) !== null;
}
