import { checkReadiness } from "../actions/check_readiness.ts";
import { define } from "../define.ts";

/** Ready for traffic: 200 while database and media server are reachable, else 503; the body says which one is not. */
export const handler = define.handlers({
  async GET(ctx) {
    const parts = await checkReadiness(ctx.state.deps);
    const ready = parts.database === "up" && parts.media === "up";
    return Response.json({ status: ready ? "ready" : "not_ready", ...parts }, {
      status: ready ? 200 : 503,
      headers: { "Cache-Control": "no-store" },
    });
  },
});
