/**
 * A first start answers at 127.0.0.1, and people type localhost. Cookies, forms and the socket go by one origin, so whoever
 * comes by another name of this same machine is led to the one in PUBLIC_URL.
 */
import type { Middleware } from "fresh";
import type { State } from "../../define.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function ownName(publicUrl: URL): Middleware<State> {
  return (ctx) => {
    const { url, req } = ctx;
    const isAlias = url.host !== publicUrl.host && url.port === publicUrl.port && LOOPBACK.has(url.hostname) &&
      LOOPBACK.has(publicUrl.hostname);
    if (!isAlias || (req.method !== "GET" && req.method !== "HEAD") || req.headers.has("upgrade")) return ctx.next();
    return new Response(null, {
      status: 307,
      headers: { Location: new URL(url.pathname + url.search, publicUrl).href },
    });
  };
}
