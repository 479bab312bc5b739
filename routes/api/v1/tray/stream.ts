/**
 * The caller's tray as it changes. A browser that comes back by itself names its last event in a header; our own page, which
 * comes back when it sees fit, cannot set headers and names it in the query.
 */
import { define } from "../../../../define.ts";
import { refuse } from "../(_json)/answer.ts";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Compressing would keep events back until there is enough of them.
  "Cache-Control": "no-store, no-transform",
  // What nginx is told so that it passes every event on at once.
  "X-Accel-Buffering": "no",
};

export const handler = define.handlers({
  GET(ctx) {
    const { trays, viewer, locale } = ctx.state;
    if (viewer.kind === "guest") return refuse("not_signed_in", locale);
    const lastEventId = ctx.req.headers.get("last-event-id") ?? ctx.url.searchParams.get("last");
    return new Response(trays.open(viewer, lastEventId), { headers: HEADERS });
  },
});
