/**
 * The application: a list of what was added, in order, and the request handler that is made of it.
 * Nothing is matched or composed per request that could be before; adding after `handler()` has no effect on it.
 */
import { STATUS_CODES } from "node:http";
import type { BuildCache } from "./build_cache.ts";
import { setAssetBuildId } from "./asset.ts";
import { type FreshConfig, resolveConfig, type ResolvedFreshConfig } from "./config.ts";
import { Context, type WebSocketHandlers } from "./context.ts";
import { HttpError } from "./error.ts";
import { fileCommands } from "./fs_routes.ts";
import { type MaybeLazyMiddleware, type Middleware, runMiddlewares } from "./middleware.ts";
import { joinPath } from "./pattern.ts";
import {
  answerRoute,
  completeRoute,
  type LayoutConfig,
  type MaybeLazy,
  optionsResponse,
  type Route,
  type RouteComponent,
  type RouteConfig,
} from "./route.ts";
import { ALL_METHODS, type Method, Router } from "./router.ts";
import { chainOf, newSegment, type Segment, segmentAt } from "./segments.ts";

/** One thing that was added. `path` is both where it hangs and, for routes, what it matches. */
export type Command<State> =
  | { kind: "middleware"; path: string; middlewares: MaybeLazyMiddleware<State>[] }
  | { kind: "layout"; path: string; component: RouteComponent<State>; config: LayoutConfig }
  | { kind: "app"; component: RouteComponent<State> }
  | { kind: "notFound"; route: Route<State> }
  | { kind: "error"; path: string; route: Route<State> }
  | {
    kind: "route";
    segment: string;
    path: string;
    route: MaybeLazy<Route<State>>;
    config: RouteConfig;
  }
  | { kind: "handler"; path: string; methods: readonly Method[]; middlewares: MaybeLazyMiddleware<State>[] }
  | { kind: "files"; path: string; cache: () => BuildCache | null };

export type ListenOptions = Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>;

type RequestHandler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

const UNKNOWN_PEER: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

export let setBuildCache: <State>(app: App<State>, cache: BuildCache, mode: ResolvedFreshConfig["mode"]) => void;

export class App<State> {
  config: ResolvedFreshConfig;
  #commands: Command<State>[] = [];
  #buildCache: () => BuildCache | null = () => null;

  static {
    setBuildCache = (app, cache, mode) => {
      app.#buildCache = () => cache;
      app.config.root = cache.root;
      app.config.mode = mode;
      setAssetBuildId(cache.buildId);
    };
  }

  constructor(config: FreshConfig = {}) {
    this.config = resolveConfig(config);
  }

  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(first: string | MaybeLazyMiddleware<State>, ...rest: MaybeLazyMiddleware<State>[]): this {
    return typeof first === "string"
      ? this.#add({ kind: "middleware", path: first, middlewares: rest })
      : this.#add({ kind: "middleware", path: "*", middlewares: [first, ...rest] });
  }

  get(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["GET"], path, middlewares);
  }
  post(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["POST"], path, middlewares);
  }
  put(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["PUT"], path, middlewares);
  }
  patch(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["PATCH"], path, middlewares);
  }
  delete(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["DELETE"], path, middlewares);
  }
  head(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["HEAD"], path, middlewares);
  }
  all(path: string, ...middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(ALL_METHODS, path, middlewares);
  }

  /** A WebSocket at this path; requests that are no upgrade get 400. */
  ws(path: string, handlers: WebSocketHandlers): this {
    return this.get(path, (ctx: Context<State>) => ctx.upgrade(handlers));
  }

  route(path: string, route: MaybeLazy<Route<State>>, config: RouteConfig = {}): this {
    return this.#add({ kind: "route", segment: path, path, route, config });
  }

  layout(path: string, component: RouteComponent<State>, config: LayoutConfig = {}): this {
    return this.#add({ kind: "layout", path, component, config });
  }

  appWrapper(component: RouteComponent<State>): this {
    return this.#add({ kind: "app", component });
  }

  notFound(routeOrMiddleware: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "notFound", route: toRoute(routeOrMiddleware) });
  }

  onError(path: string, routeOrMiddleware: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "error", path, route: toRoute(routeOrMiddleware) });
  }

  /** Puts the file routes of the build here; none when there is no build. */
  fsRoutes(pattern = "*"): this {
    return this.#add({ kind: "files", path: pattern, cache: () => this.#buildCache() });
  }

  mountApp(path: string, app: App<State>): this {
    const base = joinPath(path, app.config.basePath);
    for (const command of app.#commands) {
      if (command.kind === "app" || command.kind === "notFound") this.#add(command);
      else if (command.kind === "route") {
        this.#add({ ...command, segment: joinPath(base, command.segment), path: joinPath(base, command.path) });
      } else this.#add({ ...command, path: joinPath(base, command.path) });
    }
    app.#buildCache = () => this.#buildCache();
    return this;
  }

  handler(): RequestHandler {
    const root = newSegment<State>(null);
    const router = new Router<MaybeLazyMiddleware<State>>();
    apply(this.#commands, root, router, this.config.basePath);
    const unmatched = chainOf(root);
    const cache = this.#buildCache();

    return async (request, info = UNKNOWN_PEER) => {
      const url = requestUrl(request, this.config.trustProxy);
      const { pattern, params, chain } = router.match(request.method, url.pathname);

      async function last(): Promise<Response> {
        if (pattern === null || chain !== null) throw new HttpError(404);
        if (request.method !== "OPTIONS") throw new HttpError(405);
        return await Promise.resolve(optionsResponse(router.allowedMethods(pattern)));
      }

      const ctx = new Context<State>(request, url, info, pattern, params, this.config, last, cache);
      try {
        const response = await runMiddlewares(chain ?? unmatched, ctx, last);
        if (!(response instanceof Response)) throw new TypeError(`Expected a Response, but got: ${response}`);
        return request.method === "HEAD" && response.body !== null ? new Response(null, response) : response;
      } catch (error) {
        return plainError(error);
      }
    };
  }

  async listen(options: ListenOptions = {}): Promise<void> {
    const server = Deno.serve({ port: 8000, ...options }, this.handler());
    await server.finished;
  }

  #handle(methods: readonly Method[], path: string, middlewares: MaybeLazy<Middleware<State>>[]): this {
    return this.#add({ kind: "handler", path, methods, middlewares });
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }
}

function toRoute<State>(routeOrMiddleware: Route<State> | Middleware<State>): Route<State> {
  return completeRoute(typeof routeOrMiddleware === "function" ? { handler: routeOrMiddleware } : routeOrMiddleware);
}

function apply<State>(
  commands: Command<State>[],
  root: Segment<State>,
  router: Router<MaybeLazyMiddleware<State>>,
  basePath: string,
): void {
  for (const command of commands) {
    switch (command.kind) {
      case "middleware":
        segmentAt(root, command.path).middlewares.push(...command.middlewares);
        break;
      case "layout":
        segmentAt(root, command.path).layout = { component: command.component, config: command.config };
        break;
      case "app":
        root.app = command.component;
        break;
      case "notFound":
        root.notFound = (ctx) => answerRoute(ctx, command.route, 404);
        break;
      case "error":
        segmentAt(root, command.path).errorRoute = command.route;
        break;
      case "handler": {
        const chain = [...chainOf(segmentAt(root, command.path)), ...command.middlewares];
        for (const method of command.methods) router.add(method, joinPath(basePath, command.path), chain);
        break;
      }
      case "route":
        addRoute(command, root, router, basePath);
        break;
      case "files": {
        const cache = command.cache();
        if (cache !== null) apply(fileCommands<State>(cache.routes), root, router, joinPath(basePath, command.path));
        break;
      }
    }
  }
}

function addRoute<State>(
  { segment, path, route, config }: Extract<Command<State>, { kind: "route" }>,
  root: Segment<State>,
  router: Router<MaybeLazyMiddleware<State>>,
  basePath: string,
): void {
  const inherited = chainOf(segmentAt(root, segment));
  let methods: readonly Method[];
  let routePath: string;
  let chain: MaybeLazyMiddleware<State>[];
  if (typeof route === "function") {
    let loaded: Promise<Route<State>> | null = null;
    const answer = async (ctx: Context<State>) => {
      loaded ??= route().then(completeRoute);
      return await answerRoute(ctx, await loaded);
    };
    chain = [...inherited, answer];
    methods = config.methods === undefined || config.methods === "ALL" ? ALL_METHODS : config.methods;
    routePath = config.routeOverride ?? path;
  } else {
    const complete = completeRoute(route);
    chain = [...inherited, (ctx) => answerRoute(ctx, complete)];
    methods = typeof complete.handler === "object"
      ? ALL_METHODS.filter((method) => Object.hasOwn(complete.handler ?? {}, method))
      : ALL_METHODS;
    routePath = complete.config?.routeOverride ?? config.routeOverride ?? path;
  }
  for (const method of methods) router.add(method, joinPath(basePath, routePath), chain);
}

function requestUrl(request: Request, trustProxy: boolean): URL {
  const url = new URL(request.url);
  if (url.pathname.includes("//")) url.pathname = url.pathname.replaceAll(/\/+/g, "/");
  if (trustProxy) {
    const protocol = forwarded(request, "x-forwarded-proto");
    if (protocol !== null) url.protocol = `${protocol}:`;
    const host = forwarded(request, "x-forwarded-host");
    if (host !== null) {
      // Without this the port of the listening socket would survive a host that names none.
      url.port = "";
      url.host = host;
    }
  }
  return url;
}

function forwarded(request: Request, name: string): string | null {
  return request.headers.get(name)?.split(",")[0]?.trim() || null;
}

/** The answer when no error route took the error. */
function plainError(error: unknown): Response {
  const status = error instanceof HttpError ? error.status : 500;
  if (status >= 500) {
    // deno-lint-ignore no-console -- nobody else hears of it
    console.error(error);
  }
  const text = error instanceof HttpError ? error.message || STATUS_CODES[status] : "Internal server error";
  return new Response(text ?? null, { status });
}
