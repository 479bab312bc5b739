/**
 * Serves the files of the build: the static folder and the islands' scripts. What is addressed with the build's id
 * may be kept for a year; everything else is revalidated by its entity tag.
 */
import { CACHE_KEY } from "./asset.ts";
import { scriptPath } from "./build_cache.ts";
import { internalsOf } from "./context.ts";
import type { Middleware } from "./middleware.ts";

export function staticFiles<State>(): Middleware<State> {
  return async function serveStaticFile(ctx) {
    const { buildId, staticFiles } = internalsOf(ctx).cache;
    const { pathname, searchParams } = ctx.url;
    const file = staticFiles.get(pathname);
    if (file === undefined) return await ctx.next();

    const { method, headers: asked } = ctx.req;
    if (method !== "GET" && method !== "HEAD") return new Response("Method Not Allowed", { status: 405 });

    const lock = searchParams.get(CACHE_KEY);
    if (lock !== null && lock !== buildId) {
      searchParams.delete(CACHE_KEY);
      return new Response(null, { status: 307, headers: { Location: pathname + ctx.url.search } });
    }

    const isLocked = lock !== null || pathname.startsWith(scriptPath(buildId));
    const headers = new Headers({
      "Content-Type": file.contentType,
      "Cache-Control": isLocked ? "public, max-age=31536000, immutable" : "no-cache",
      ETag: `W/"${file.etag}"`,
      Vary: "If-None-Match",
    });
    const known = asked.get("If-None-Match")?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (known?.includes(`"${file.etag}"`)) return new Response(null, { status: 304, headers });

    headers.set("Content-Length", String(file.sizeBytes));
    return new Response(method === "HEAD" ? null : (await Deno.open(file.filePath)).readable, { headers });
  };
}
