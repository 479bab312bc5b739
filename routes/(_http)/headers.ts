/**
 * Headers that every answer carries, and the log line of every request.
 */
import type { Middleware } from "fresh";
import { define, type State } from "../../define.ts";

/** Names the request for the log and for whoever reports a fault, and logs how it ended. */
export const nameRequest = define.middleware(async (ctx) => {
  const { deps, requestId } = ctx.state;
  const began = performance.now();
  const response = await ctx.next();
  if (response.status !== 101) response.headers.set("X-Request-Id", requestId);
  deps.log.debug("Request answered", {
    requestId,
    method: ctx.req.method,
    route: ctx.route,
    status: response.status,
    milliseconds: Math.round(performance.now() - began),
  });
  return response;
});

/**
 * What `csp()` does not say. The policy of `csp()` is adjusted in two points. `upgrade-insecure-requests` goes where the site
 * itself is plain http, as on a first start: Safari upgrades even loopback, and a page without style sheet would be left. The
 * socket's own address is added to `connect-src`, since older Safaris do not count ws: as 'self'.
 */
export function secureHeaders(publicUrl: URL): Middleware<State> {
  const https = publicUrl.protocol === "https:";
  const socket = `${https ? "wss" : "ws"}://${publicUrl.host}`;
  return define.middleware(async (ctx) => {
    const response = await ctx.next();
    if (response.status === 101) return response;
    const { headers } = response;
    setPlainHeaders(headers, publicUrl);
    const policy = headers.get("Content-Security-Policy");
    if (policy !== null) {
      const reachable = policy.replace("connect-src 'self'", `$& ${socket}`);
      headers.set("Content-Security-Policy", https ? reachable : reachable.replace("; upgrade-insecure-requests", ""));
    }
    return response;
  });
}

/**
 * The same for what ends a request by an error: that answer is made outside all middlewares and passes none of them. Such a
 * page has no script, so its policy needs no nonce.
 */
export function faultHeaders(publicUrl: URL, requestId: string): Headers {
  const headers = new Headers({
    "X-Request-Id": requestId,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  });
  setPlainHeaders(headers, publicUrl);
  return headers;
}

/** A room's link is its secret, so no other site gets it as Referer. Camera and microphone are for our own pages only. */
function setPlainHeaders(headers: Headers, publicUrl: URL): void {
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (publicUrl.protocol === "https:") headers.set("Strict-Transport-Security", "max-age=31536000");
}
