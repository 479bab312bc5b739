/**
 * The caller's tray as it changes. A browser that comes back by itself names its last event in a header; our own page, which
 * comes back when it sees fit, cannot set headers and names it in the query.
 */
import { define } from "../../../../define.ts";
import { refuse } from "../(_json)/answer.ts";
import { EVENT_STREAM_HEADERS, isStillSignedIn } from "../(_json)/event_stream.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { trays, viewer, locale } = ctx.state;
    if (viewer.kind === "guest" || !await isStillSignedIn(ctx.req, ctx.state)) return refuse("not_signed_in", locale);
    const lastEventId = ctx.req.headers.get("last-event-id") ?? ctx.url.searchParams.get("last");
    return new Response(trays.open(viewer, lastEventId), { headers: EVENT_STREAM_HEADERS });
  },
});
