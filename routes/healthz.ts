import { define } from "../define.ts";

/** Alive: this process answers. Says nothing of what it needs. */
export const handler = define.handlers({
  GET: () => Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } }),
});
