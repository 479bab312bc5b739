/**
 * The `Content-Security-Policy` header. With `useNonce`, scripts and styles that were rendered for this very response
 * may run, and no other inline ones; a response that was not rendered has no nonce and keeps `'unsafe-inline'`.
 */
import { internalsOf } from "./context.ts";
import type { Middleware } from "./middleware.ts";

export interface CSPOptions {
  /** A nonce in the place of `'unsafe-inline'`. */
  useNonce?: boolean;
}

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
].join("; ");

export function csp<State>({ useNonce = false }: CSPOptions = {}): Middleware<State> {
  return async function contentSecurityPolicy(ctx) {
    const response = await ctx.next();
    const { nonce } = internalsOf(ctx);
    const policy = useNonce && nonce !== null ? POLICY.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`) : POLICY;
    try {
      response.headers.set("Content-Security-Policy", policy);
      return response;
    } catch {
      // The headers of `Response.redirect()` and `fetch()` cannot be changed.
      const copy = new Response(response.body, response);
      copy.headers.set("Content-Security-Policy", policy);
      return copy;
    }
  };
}
