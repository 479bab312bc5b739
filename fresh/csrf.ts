/**
 * Refuses requests that change something and come from another site, by what browsers say of their origin.
 * A request that says nothing of it does not come from a browser, and is let through.
 */
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import type { Middleware } from "./middleware.ts";

// deno-lint-ignore no-explicit-any -- the options do not know the application's state
export interface CsrfOptions<State = any> {
  /** The origins that are allowed; the request's own when absent. */
  origin?: string | string[] | ((origin: string, context: Context<State>) => boolean);
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export function csrf<State>(options: CsrfOptions = {}): Middleware<State> {
  function isAllowed(origin: string, ctx: Context<State>): boolean {
    const allowed = options.origin ?? ctx.url.origin;
    if (typeof allowed === "function") return allowed(origin, ctx);
    return typeof allowed === "string" ? origin === allowed : allowed.includes(origin);
  }

  return async function checkOrigin(ctx) {
    const { method, headers } = ctx.req;
    if (!SAFE_METHODS.has(method)) {
      const site = headers.get("Sec-Fetch-Site");
      const origin = headers.get("Origin");
      const isSameSite = site === "same-origin" || site === "none";
      const isSilent = site === null && origin === null;
      if (!isSameSite && !isSilent && !(origin !== null && isAllowed(origin, ctx))) throw new HttpError(403);
    }
    return await ctx.next();
  };
}
