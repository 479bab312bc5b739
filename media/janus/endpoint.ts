/**
 * Where a Janus is and what it takes to be let in, and the two ways to have one: supervised here, or run by somebody else.
 */
export interface JanusEndpoint {
  /** `ws://…`, sub-protocol `janus-protocol`. */
  readonly url: string;
  /** `ws://…`, sub-protocol `janus-admin-protocol`. */
  readonly adminUrl: string;
  readonly apiSecret: string;
  readonly adminSecret: string;
  /** The VideoRoom plugin's `admin_key`: who has it may create rooms. */
  readonly adminKey: string;
}

export interface JanusServer extends AsyncDisposable {
  endpoint(): JanusEndpoint;
  /** Only where the process is ours to watch: `exited` at once when it dies, `ready` when it takes connections again. */
  watch(listener: (event: "exited" | "ready") => void): () => void;
  /** Called when it no longer answers. Ends the frozen process where it is ours, does nothing elsewhere. */
  revive(): void;
}

/** A Janus that somebody else runs; `docs/self-hosting.md` tells what its configuration must hold. */
export function externalJanus(endpoint: JanusEndpoint): JanusServer {
  return {
    endpoint: () => endpoint,
    watch: () => () => {},
    revive: () => {},
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
