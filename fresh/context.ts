/**
 * The context: one per request, handed to every middleware and handler. It owns how answers are made;
 * what layouts and wrapper apply at the moment is kept beside it, out of the application's reach.
 */
import type { FunctionComponent } from "preact";
import { isValidElement } from "preact";
import type { BuildCache } from "./build_cache.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { HttpError } from "./error.ts";
import { renderPage } from "./render.ts";
import type { LayoutConfig, RouteComponent } from "./route.ts";
import type { AnyVNode } from "./vnode.ts";

/** What a managed WebSocket calls. */
export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event | ErrorEvent): void;
}

export interface WebSocketUpgradeOptions {
  /** Seconds without a pong after which the connection is closed. */
  idleTimeout?: number;
  /** The sub-protocol to agree on. */
  protocol?: string;
}

export interface Internals<State> {
  app: RouteComponent<State> | null;
  layouts: RouteComponent<State>[];
  buildCache: BuildCache | null;
  /** The nonce of what was rendered for this request; null while nothing was. */
  nonce: string | null;
}

export let internalsOf: <State>(ctx: Context<State>) => Internals<State>;

/** The older name of `Context`. */
export type FreshContext<State = unknown> = Context<State>;

export class Context<State> {
  readonly config: ResolvedFreshConfig;
  readonly url: URL;
  readonly req: Request;
  /** The pattern that matched, or null. */
  readonly route: string | null;
  /** Decoded parameters of the pattern. */
  readonly params: Record<string, string>;
  readonly state: State = {} as State;
  data: unknown = undefined;
  /** What was thrown, in error routes; otherwise null. */
  error: unknown = null;
  readonly info: Deno.ServeHandlerInfo;
  /** Always false: partials are left out. */
  readonly isPartial: boolean = false;
  next: () => Promise<Response>;
  Component: FunctionComponent = () => null;
  #internals: Internals<State>;

  static {
    internalsOf = (ctx) => ctx.#internals;
  }

  constructor(
    req: Request,
    url: URL,
    info: Deno.ServeHandlerInfo,
    route: string | null,
    params: Record<string, string>,
    config: ResolvedFreshConfig,
    next: () => Promise<Response>,
    buildCache: BuildCache | null,
  ) {
    this.req = req;
    this.url = url;
    this.info = info;
    this.route = route;
    this.params = params;
    this.config = config;
    this.next = next;
    this.#internals = { app: null, layouts: [], buildCache, nonce: null };
  }

  /** Redirects. Slashes in a path are collapsed, so that `//host` cannot name another host. */
  redirect(pathOrUrl: string, status = 302): Response {
    let location = pathOrUrl;
    if (pathOrUrl.startsWith("/") || pathOrUrl.startsWith("\\")) {
      const pathEnd = pathOrUrl.search(/[?#]/);
      const path = pathEnd === -1 ? pathOrUrl : pathOrUrl.slice(0, pathEnd);
      const afterPath = pathEnd === -1 ? "" : pathOrUrl.slice(pathEnd);
      // Browsers drop tabs and line breaks from a location and read "\" as "/".
      location = path.replaceAll(/[\t\r\n]/g, "").replace(/^[/\\]+/, "/").replaceAll(/\/+/g, "/") + afterPath;
    }
    return new Response(null, { status, headers: { location } });
  }

  /** Renders JSX inside the inherited layouts and the app wrapper. */
  render(vnode: AnyVNode | null, init: ResponseInit = {}, config: LayoutConfig = {}): Promise<Response> {
    if (arguments.length === 0) throw new Error("No arguments passed to ctx.render()");
    if (vnode !== null && !isValidElement(vnode)) throw new Error("Non-JSX element passed to ctx.render()");
    return renderPage(this, vnode, init, config);
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Streams strings and bytes; strings go out as UTF-8. */
  stream<Part extends string | Uint8Array>(
    source: Iterable<Part> | AsyncIterable<Part> | (() => Iterable<Part> | AsyncIterable<Part>),
    init?: ResponseInit,
  ): Response {
    const parts: Iterable<Part> | AsyncIterable<Part> = typeof source === "function" ? source() : source;
    const encoder = new TextEncoder();
    const bytes = new TransformStream<Part, Uint8Array<ArrayBuffer>>({
      transform(part, controller) {
        controller.enqueue(typeof part === "string" ? encoder.encode(part) : new Uint8Array(part));
      },
    });
    return new Response(ReadableStream.from(parts).pipeThrough(bytes), init);
  }

  /** Upgrades to a WebSocket. Without handlers the caller wires the socket and returns `response` itself. */
  upgrade(options?: WebSocketUpgradeOptions): { socket: WebSocket; response: Response };
  upgrade(handlers: WebSocketHandlers, options?: WebSocketUpgradeOptions): Response;
  upgrade(
    handlersOrOptions: WebSocketHandlers | WebSocketUpgradeOptions = {},
    managedOptions: WebSocketUpgradeOptions = {},
  ): { socket: WebSocket; response: Response } | Response {
    if (this.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(400, "Expected a WebSocket upgrade request");
    }
    if (!isWebSocketHandlers(handlersOrOptions)) return Deno.upgradeWebSocket(this.req, handlersOrOptions);

    const { socket, response } = Deno.upgradeWebSocket(this.req, managedOptions);
    const handlers = handlersOrOptions;
    socket.addEventListener("open", () => handlers.open?.(socket));
    socket.addEventListener("message", (event) => handlers.message?.(socket, event));
    socket.addEventListener("close", (event) => handlers.close?.(socket, event.code, event.reason));
    socket.addEventListener("error", (event) => handlers.error?.(socket, event));
    return response;
  }
}

function isWebSocketHandlers(value: WebSocketHandlers | WebSocketUpgradeOptions): value is WebSocketHandlers {
  return ["open", "message", "close", "error"].some((name) => name in value);
}
