/**
 * Serves the files of the build: the static folder and the islands' chunks. What is addressed with the build's id
 * may be kept for a year; everything else is revalidated by its entity tag.
 */
import { CACHE_KEY } from "./asset.ts";
import { internalsOf } from "./context.ts";
import type { Middleware } from "./middleware.ts";

export function staticFiles<State>(): Middleware<State> {
  return async function serveStaticFile(ctx) {
    const cache = internalsOf(ctx).buildCache;
    const path = ctx.url.pathname.slice(ctx.config.basePath.length);
    const file = cache?.staticFiles.get(decodePath(path));
    if (cache === null || file === undefined) return await ctx.next();

    const { method, headers: asked } = ctx.req;
    if (method !== "GET" && method !== "HEAD") return new Response("Method Not Allowed", { status: 405 });

    const lock = ctx.url.searchParams.get(CACHE_KEY);
    if (lock !== null && lock !== cache.buildId) {
      ctx.url.searchParams.delete(CACHE_KEY);
      return new Response(null, { status: 307, headers: { Location: ctx.url.pathname + ctx.url.search } });
    }

    const isLocked = lock === cache.buildId || path.startsWith(`/_fresh/js/${cache.buildId}/`);
    const headers = new Headers({
      "Content-Type": file.contentType,
      "Cache-Control": isLocked && ctx.config.mode === "production"
        ? "public, max-age=31536000, immutable"
        : "no-cache",
      ETag: `W/"${file.etag}"`,
      Vary: "If-None-Match",
    });
    if (matches(asked.get("If-None-Match"), file.etag)) return new Response(null, { status: 304, headers });

    headers.set("Content-Length", String(file.sizeBytes));
    return new Response(method === "HEAD" ? null : await file.read(), { headers });
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch?.split(",").some((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', "") === etag) ?? false;
}
