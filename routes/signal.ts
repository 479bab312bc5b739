/**
 * The socket's upgrade. Browsers send cookies with a WebSocket from any site and ask no CORS question, so the Origin is
 * checked here, before anything else is done.
 */
import { HttpError } from "fresh";
import { define } from "../define.ts";
import { tracesOf } from "./(_http)/asker.ts";
import { originAllowed } from "../signalling/origin.ts";

/** A peer that answers no ping for this long is gone; Deno sends the pings. */
const IDLE_TIMEOUT_SECONDS = 30;

export const handler = define.handlers({
  GET(ctx) {
    const { deps, signalling, viewer, requestId } = ctx.state;
    const traces = tracesOf(ctx.req, ctx.state);
    if (ctx.req.headers.get("upgrade")?.toLowerCase() !== "websocket") throw new HttpError(426);
    if (!originAllowed(ctx.req.headers.get("origin"), deps.publicUrl)) throw new HttpError(403);
    // Deno gives no header of a request once it is upgraded.
    const cookieHeader = ctx.req.headers.get("cookie");
    const { socket, response } = ctx.upgrade({ idleTimeout: IDLE_TIMEOUT_SECONDS });
    signalling.connect(socket, { viewer, cookieHeader, traces, requestId });
    return response;
  },
});
