/**
 * The application: middlewares in the order they were added, then the file routes of the build that is attached to it.
 * `handler()` composes every chain once; per request there is only looking up and running.
 */
import { STATUS_CODES } from "node:http";
import { setAssetBuildId } from "./asset.ts";
import type { BuildCache } from "./build_cache.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { fileRoutes } from "./file_routes.ts";
import { type Middleware, runMiddlewares } from "./middleware.ts";

export interface FreshConfig {
  /** Build `ctx.url` from `X-Forwarded-Proto` and `X-Forwarded-Host`. Only safe behind a proxy that sets both. */
  trustProxy?: boolean;
}

export type ListenOptions = Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>;

const UNKNOWN_PEER: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

export let setBuildCache: <State>(app: App<State>, cache: BuildCache) => void;

export class App<State> {
  #trustProxy: boolean;
  #middlewares: Middleware<State>[] = [];
  #hasFileRoutes = false;
  #cache: BuildCache | null = null;

  static {
    setBuildCache = (app, cache) => {
      app.#cache = cache;
      setAssetBuildId(cache.buildId);
    };
  }

  constructor({ trustProxy = false }: FreshConfig = {}) {
    this.#trustProxy = trustProxy;
  }

  use(...middlewares: Middleware<State>[]): this {
    if (this.#hasFileRoutes) throw new Error("use() after fsRoutes() would reach no route");
    this.#middlewares.push(...middlewares);
    return this;
  }

  fsRoutes(): this {
    this.#hasFileRoutes = true;
    return this;
  }

  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const cache = this.#cache;
    if (cache === null) throw new Error("No build is attached: serve _fresh/server.js, or listen by Builder");
    const match = fileRoutes(this.#hasFileRoutes ? cache : { special: [], routes: [] }, this.#middlewares);
    return async (request, info = UNKNOWN_PEER) => {
      const url = requestUrl(request, this.#trustProxy);
      const { route, params, chain } = match(url.pathname);
      const ctx = new Context<State>(request, url, info, route, params, cache);
      try {
        const response = await runMiddlewares(chain, ctx);
        return request.method === "HEAD" && response.body !== null ? new Response(null, response) : response;
      } catch (error) {
        return plainError(error);
      }
    };
  }

  async listen(options: ListenOptions = {}): Promise<void> {
    await Deno.serve({ port: 8000, ...options }, this.handler()).finished;
  }
}

function requestUrl(request: Request, trustProxy: boolean): URL {
  const url = new URL(request.url);
  if (url.pathname.includes("//")) url.pathname = url.pathname.replaceAll(/\/+/g, "/");
  if (!trustProxy) return url;
  const [protocol, host] = ["x-forwarded-proto", "x-forwarded-host"].map((name) => {
    return request.headers.get(name)?.split(",")[0]?.trim();
  });
  if (protocol) url.protocol = `${protocol}:`;
  // Without this the port of the listening socket would survive a host that names none.
  if (host) url.port = "";
  if (host) url.host = host;
  return url;
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
