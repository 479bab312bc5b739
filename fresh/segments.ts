/**
 * The tree of path segments that middlewares, layouts and error routes hang on. A route's chain is made of what
 * hangs on the way from the root to it at the moment it is added: what was added later does not reach back.
 */
import { internalsOf } from "./context.ts";
import { HttpError } from "./error.ts";
import type { MaybeLazyMiddleware, Middleware } from "./middleware.ts";
import { answerRoute, type LayoutConfig, type Route, type RouteComponent } from "./route.ts";

export interface Segment<State> {
  parent: Segment<State> | null;
  children: Map<string, Segment<State>>;
  middlewares: MaybeLazyMiddleware<State>[];
  layout: { component: RouteComponent<State>; config: LayoutConfig } | null;
  app: RouteComponent<State> | null;
  errorRoute: Route<State> | null;
  notFound: Middleware<State> | null;
}

export function newSegment<State>(parent: Segment<State> | null): Segment<State> {
  return {
    parent,
    children: new Map(),
    middlewares: [],
    layout: null,
    app: null,
    errorRoute: null,
    notFound: null,
  };
}

/** The segment of a path like `/blog/:slug`; `*` and `/` are the root itself. */
export function segmentAt<State>(root: Segment<State>, path: string): Segment<State> {
  let current = root;
  for (const part of path.replace(/\/?\*$/, "").split("/").filter((name) => name !== "")) {
    let child = current.children.get(part);
    if (child === undefined) {
      child = newSegment(current);
      current.children.set(part, child);
    }
    current = child;
  }
  return current;
}

export function chainOf<State>(segment: Segment<State>): MaybeLazyMiddleware<State>[] {
  const path: Segment<State>[] = [];
  for (let at: Segment<State> | null = segment; at !== null; at = at.parent) path.unshift(at);
  const root = path[0] ?? segment;
  return path.flatMap((at) => {
    const guards = at === root || at.layout !== null || at.app !== null || at.errorRoute !== null;
    return [...(guards ? [guard(at, root)] : []), ...at.middlewares];
  });
}

/** Applies a segment's layout and wrapper to what is inside, and answers the errors that come out of it. */
function guard<State>(segment: Segment<State>, root: Segment<State>): Middleware<State> {
  const { layout, app, errorRoute } = segment;
  return async function segmentGuard(ctx) {
    const internals = internalsOf(ctx);
    const before = { app: internals.app, layouts: internals.layouts };

    const inside = { app: app ?? before.app, layouts: before.layouts };
    if (layout !== null) {
      if (layout.config.skipAppWrapper === true) inside.app = null;
      inside.layouts = layout.config.skipInheritedLayouts === true
        ? [layout.component]
        : [...before.layouts, layout.component];
    }

    Object.assign(internals, inside);
    try {
      return await ctx.next();
    } catch (error) {
      Object.assign(internals, inside);
      ctx.error = error;
      const status = error instanceof HttpError ? error.status : 500;
      if (status === 404 && root.notFound !== null) return await root.notFound(ctx);
      if (errorRoute !== null) return await answerRoute(ctx, errorRoute, status);
      throw error;
    } finally {
      Object.assign(internals, before);
    }
  };
}
