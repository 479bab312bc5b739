/** Redirects so that paths always, or never, end with a slash. The root is left alone. */
import type { Middleware } from "./middleware.ts";

export function trailingSlashes<State>(mode: "always" | "never"): Middleware<State> {
  return function redirectToCanonicalPath(ctx) {
    const { pathname, search } = ctx.url;
    const ends = pathname.endsWith("/");
    if (pathname === "/" || ends === (mode === "always")) return ctx.next();
    return ctx.redirect((ends ? pathname.slice(0, -1) : `${pathname}/`) + search);
  };
}
