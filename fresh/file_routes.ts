/**
 * From the files of the routes folder to chains: what the folders on the way to a route hold runs outside-in, then the
 * route. Fixed paths are looked up in a map and win over patterns; patterns are tried from the specific to the general.
 */
import type { BuildCache } from "./build_cache.ts";
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import type { Middleware } from "./middleware.ts";
import { type PathPattern, pathPattern } from "./path_pattern.ts";
import {
  answerRoute,
  type Frame,
  type HandlerFn,
  page,
  type PageResponse,
  type Route,
  type RouteComponent,
} from "./route.ts";

interface RouteModule {
  default?: unknown;
  handler?: unknown;
  handlers?: unknown;
}

interface Endpoint<State> extends PathPattern {
  chain: Middleware<State>[];
}

interface RouteMatch<State> {
  route: string | null;
  params: Record<string, string>;
  chain: Middleware<State>[];
}

export class FileRoutes<State> {
  #special = new Map<string, RouteModule>();
  #fixed = new Map<string, Endpoint<State>>();
  #patterns: Endpoint<State>[] = [];
  #outer: Middleware<State>[];
  #unmatched: Middleware<State>[];

  constructor({ special, routes }: Pick<BuildCache, "special" | "routes">, outer: Middleware<State>[]) {
    this.#outer = outer;
    for (const { id, mod } of special) this.#special.set(id.replace(/_500$/, "_error"), checked(id, mod));
    this.#unmatched = this.#chainOf("");
    for (const { id, load } of routes) this.#add(id, load);
    this.#patterns.sort((a, b) => a.specificity < b.specificity ? -1 : 1);
  }

  match(pathname: string): RouteMatch<State> {
    const fixed = this.#fixed.get(pathname);
    if (fixed !== undefined) return { route: fixed.route, params: {}, chain: fixed.chain };
    for (const { route, match, chain } of this.#patterns) {
      const params = match(pathname);
      if (params !== null) return { route, params, chain };
    }
    return { route: null, params: {}, chain: this.#unmatched };
  }

  #add(id: string, load: () => Promise<object>): void {
    const folder = id.slice(0, id.lastIndexOf("/"));
    const frame = this.#frameOf(folder);
    let loading: Promise<Route<State>> | undefined;
    const answer = async (ctx: Context<State>) => {
      loading ??= load().then((mod) => toRoute<State>(id, checked(id, mod)));
      return await answerRoute(ctx, await loading, frame, 200);
    };
    const endpoint = { ...pathPattern(id), chain: [...this.#chainOf(folder), answer] };
    if (endpoint.fixedPath === null) this.#patterns.push(endpoint);
    else if (!this.#fixed.has(endpoint.fixedPath)) this.#fixed.set(endpoint.fixedPath, endpoint);
    else throw new Error(`Two files answer ${endpoint.route}; one is routes${id}`);
  }

  #chainOf(folder: string): Middleware<State>[] {
    return foldersTo(folder).flatMap((at) => [
      ...this.#guard(at),
      ...(at === "" ? this.#outer : []),
      ...middlewaresOf<State>(`${at}/_middleware`, this.#special.get(`${at}/_middleware`)),
    ]);
  }

  #frameOf(folder: string): Frame<State> {
    const app = this.#special.get("/_app");
    return {
      app: app ? componentOf("/_app", app) : null,
      layouts: foldersTo(folder).flatMap((at) => {
        const layout = this.#special.get(`${at}/_layout`);
        return layout ? [componentOf<State>(`${at}/_layout`, layout)] : [];
      }),
    };
  }

  /** Answers errors that come out of a folder: what is not found by `_404` if there is one, the rest by `_error`. */
  #guard(folder: string): Middleware<State>[] {
    const frame = this.#frameOf(folder);
    const routeOf = (id: string): Route<State> | null => {
      const mod = this.#special.get(id);
      return mod ? toRoute(id, mod) : null;
    };
    const errorRoute = routeOf(`${folder}/_error`);
    const notFoundRoute = routeOf("/_404");
    if (errorRoute === null && notFoundRoute === null) return [];
    return [async function answerErrors(ctx) {
      try {
        return await ctx.next();
      } catch (error) {
        const status = error instanceof HttpError ? error.status : 500;
        const route = (status === 404 ? notFoundRoute : null) ?? errorRoute;
        if (route === null) throw error;
        ctx.error = error;
        return await answerRoute(ctx, route, frame, status);
      }
    }];
  }
}

/** The folder itself and all above it, outermost first; the root is "". */
function foldersTo(folder: string): string[] {
  const names = folder.split("/");
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}

function checked(id: string, mod: RouteModule & { config?: unknown }): RouteModule {
  if (mod.config !== undefined) throw new Error(`routes${id} exports config, which is left out of this Fresh`);
  if (mod.default === undefined && mod.handler === undefined && mod.handlers === undefined) {
    throw new Error(`routes${id} exports neither a component nor a handler`);
  }
  return mod;
}

/** A page without a handler is rendered for any method; one without a GET handler gets one. */
function toRoute<State>(id: string, mod: RouteModule): Route<State> {
  const component = mod.default === undefined ? null : componentOf<State>(id, mod);
  const handler = mod.handlers ?? mod.handler ?? renderOnly;
  if (typeof handler === "function") return { component, handler: handler as HandlerFn<unknown, State> };
  if (typeof handler !== "object" || Array.isArray(handler)) {
    throw new Error(`The handler of routes${id} is neither a function nor an object by method`);
  }
  return { component, handler: component === null ? handler : { GET: renderOnly, ...handler } };
}

function renderOnly(): PageResponse<undefined> {
  return page();
}

function componentOf<State>(id: string, mod: RouteModule): RouteComponent<State> {
  if (typeof mod.default !== "function") throw new Error(`The default export of routes${id} is not a component`);
  return mod.default as RouteComponent<State>;
}

function middlewaresOf<State>(id: string, mod: RouteModule | undefined): Middleware<State>[] {
  const exported = mod === undefined ? [] : [mod.handlers ?? mod.handler ?? mod.default].flat();
  if (exported.every((item) => typeof item === "function")) return exported as Middleware<State>[];
  throw new Error(`routes${id} must export a middleware, or an array of them`);
}
