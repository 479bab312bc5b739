/**
 * From the files of the routes folder to chains: what the folders on the way to a route hold runs outside-in, then the
 * route. Fixed paths are looked up in a map and win over patterns; patterns are tried from the specific to the general.
 */
import type { BuildCache } from "./build_cache.ts";
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import type { Middleware } from "./middleware.ts";
import { type PathPattern, pathPattern } from "./path_pattern.ts";
import { answerRoute, type Frame, type HandlerFn, page, type Route, type RouteComponent } from "./route.ts";

const SPECIAL = /^(?:\/_(?:app|404)|.*\/_(?:layout|middleware|error|500))$/;

interface RouteModule {
  default?: unknown;
  handler?: unknown;
  handlers?: unknown;
}

export interface RouteMatch<State> {
  route: string | null;
  params: Record<string, string>;
  chain: Middleware<State>[];
}

/** `outer` are the middlewares of the application itself. */
export function fileRoutes<State>(
  { special, routes }: Pick<BuildCache, "special" | "routes">,
  outer: Middleware<State>[],
): (pathname: string) => RouteMatch<State> {
  const modules = new Map(special.map(({ id, mod }) => {
    if (!SPECIAL.test(id)) throw new Error(`routes${id} has no meaning there`);
    return [id.replace(/_500$/, "_error"), checked(id, mod)];
  }));

  function specialAt<T>(id: string, read: (id: string, mod: RouteModule) => T): T | null {
    const mod = modules.get(id);
    return mod === undefined ? null : read(id, mod);
  }

  function frameOf(folder: string): Frame<State> {
    const layouts = foldersTo(folder).flatMap((at) => specialAt(`${at}/_layout`, toComponent<State>) ?? []);
    return { app: specialAt("/_app", toComponent<State>), layouts };
  }

  function chainOf(folder: string): Middleware<State>[] {
    return foldersTo(folder).flatMap((at) => [
      guardOf(at),
      ...(at === "" ? outer : []),
      ...(specialAt(`${at}/_middleware`, toMiddlewares<State>) ?? []),
    ]);
  }

  /** Answers errors that come out of a folder: what is not found by `_404` if there is one, the rest by `_error`. */
  function guardOf(folder: string): Middleware<State> {
    const frame = frameOf(folder);
    const errorRoute = specialAt(`${folder}/_error`, toRoute<State>);
    const notFoundRoute = specialAt("/_404", toRoute<State>);
    return async function answerErrors(ctx) {
      try {
        return await ctx.next();
      } catch (error) {
        const status = error instanceof HttpError ? error.status : 500;
        const route = (status === 404 ? notFoundRoute : null) ?? errorRoute;
        if (route === null) throw error;
        ctx.error = error;
        return await answerRoute(ctx, route, frame, status);
      }
    };
  }

  const fixed = new Map<string, RouteMatch<State>>();
  const patterns: (PathPattern & { chain: Middleware<State>[] })[] = [];
  for (const { id, load } of routes) {
    const folder = id.slice(0, id.lastIndexOf("/"));
    const frame = frameOf(folder);
    let loading: Promise<Route<State>> | undefined;
    const answer = async (ctx: Context<State>) => {
      loading ??= load().then((mod) => toRoute(id, checked(id, mod)));
      return await answerRoute(ctx, await loading, frame, 200);
    };
    const chain = [...chainOf(folder), answer];
    const pattern = pathPattern(id);
    if (pattern.fixedPath === null) patterns.push({ ...pattern, chain });
    else if (fixed.has(pattern.fixedPath)) throw new Error(`Two files answer ${pattern.route}; one is routes${id}`);
    else fixed.set(pattern.fixedPath, { route: pattern.route, params: {}, chain });
  }
  patterns.sort((a, b) => a.specificity < b.specificity ? -1 : 1);
  const unmatched = chainOf("");

  return (pathname) => {
    const found = fixed.get(pathname);
    if (found !== undefined) return found;
    for (const { route, match, chain } of patterns) {
      const params = match(pathname);
      if (params !== null) return { route, params, chain };
    }
    return { route: null, params: {}, chain: unmatched };
  };
}

/** The folder itself and all above it, outermost first; the root is "". */
function foldersTo(folder: string): string[] {
  const names = folder.split("/");
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}

function checked(id: string, mod: RouteModule & { config?: unknown }): RouteModule {
  if (mod.config !== undefined) throw new Error(`routes${id} exports config, which is left out of this Fresh`);
  if (mod.default !== undefined || mod.handler !== undefined || mod.handlers !== undefined) return mod;
  throw new Error(`routes${id} exports neither a component nor a handler`);
}

/** A page without a handler is rendered for any method; one without a GET handler gets one. */
function toRoute<State>(id: string, mod: RouteModule): Route<State> {
  const renderOnly = () => page();
  const component = mod.default === undefined ? null : toComponent<State>(id, mod);
  const handler = mod.handlers ?? mod.handler ?? renderOnly;
  if (typeof handler === "function") return { component, handler: handler as HandlerFn<unknown, State> };
  if (typeof handler !== "object" || Array.isArray(handler)) {
    throw new Error(`The handler of routes${id} is neither a function nor an object by method`);
  }
  return { component, handler: component === null ? handler : { GET: renderOnly, ...handler } };
}

function toComponent<State>(id: string, mod: RouteModule): RouteComponent<State> {
  if (typeof mod.default !== "function") throw new Error(`The default export of routes${id} is not a component`);
  return mod.default as RouteComponent<State>;
}

function toMiddlewares<State>(id: string, mod: RouteModule): Middleware<State>[] {
  const exported = [mod.handlers ?? mod.handler ?? mod.default].flat();
  if (exported.every((item) => typeof item === "function")) return exported as Middleware<State>[];
  throw new Error(`routes${id} must export a middleware, or an array of them`);
}
