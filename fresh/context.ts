/**
 * The context: one per request, handed to every middleware and handler. What the machinery keeps beside it is out of the
 * application's reach.
 */
import type { BuildCache } from "./build_cache.ts";
import { HttpError } from "./error.ts";

export interface Internals {
  cache: BuildCache;
  /** The nonce of what was rendered for this request; null while nothing was. */
  nonce: string | null;
}

export let internalsOf: <State>(ctx: Context<State>) => Internals;

export class Context<State> {
  readonly state: State = {} as State;
  /** What was thrown, in error routes; otherwise null. */
  error: unknown = null;
  next: () => Promise<Response> = () => Promise.reject(new HttpError(404));
  #internals: Internals;

  static {
    internalsOf = (ctx) => ctx.#internals;
  }

  constructor(
    readonly req: Request,
    readonly url: URL,
    readonly info: Deno.ServeHandlerInfo,
    /** The pattern that matched, or null. */
    readonly route: string | null,
    /** Decoded parameters of the pattern. */
    readonly params: Record<string, string>,
    cache: BuildCache,
  ) {
    this.#internals = { cache, nonce: null };
  }

  /** Upgrades to a WebSocket: the caller wires the socket and returns `response`. Refuses other requests with 400. */
  upgrade(options: Deno.UpgradeWebSocketOptions = {}): Deno.WebSocketUpgrade {
    if (this.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(400, "Expected a WebSocket upgrade request");
    }
    return Deno.upgradeWebSocket(this.req, options);
  }
}
