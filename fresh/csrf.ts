/**
 * Refuses requests that change something and come from another site, by what browsers say of their origin.
 * A request that says nothing of it does not come from a browser, and is let through.
 */
import { HttpError } from "./error.ts";
import type { Middleware } from "./middleware.ts";

export interface CsrfOptions {
  /** The origin that is allowed; the request's own when absent. */
  origin?: string;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export function csrf<State>(options: CsrfOptions = {}): Middleware<State> {
  return async function checkOrigin(ctx) {
    const { method, headers } = ctx.req;
    const site = headers.get("Sec-Fetch-Site");
    const origin = headers.get("Origin");
    const isOwn = site === "same-origin" || site === "none" || origin === (options.origin ?? ctx.url.origin);
    const isSilent = site === null && origin === null;
    if (!SAFE_METHODS.has(method) && !isOwn && !isSilent) throw new HttpError(403);
    return await ctx.next();
  };
}
