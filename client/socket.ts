/**
 * The page's one WebSocket: says `hello` when open, reconnects when lost, pairs requests with their answers. It knows the
 * envelope (`type`, `to`, ids), not what messages mean. A socket that is silent past two beats counts as lost. What is sent
 * while there is no connection is dropped, never queued: after `ready` the room session says anew what still holds.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../domain/refusal.ts";
import type { ClientMessage, ClientMessageOf, ServerMessage, ServerMessageOf } from "../protocol/signal.ts";
import { CLOSE } from "../protocol/version.ts";
import { reconnectDelayMilliseconds } from "./backoff.ts";

/** The server says no; `code` says why. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly code: Refusal) {
    super(code);
  }
}

/** The connection went away, or the answer did not come in time; whether the server acted is unknown. */
export class SocketLost extends Error {
  override readonly name = "SocketLost";
}

/** The server broke on it; `requestId` finds it in its log. */
export class ServerFailed extends Error {
  override readonly name = "ServerFailed";
  constructor(readonly requestId: string) {
    super(requestId);
  }
}

/** `replaced`, `unknown`, `signed_out` and `outdated` are final: it does not come back by itself. */
export type Connection =
  | "connecting"
  | "open"
  | "lost"
  | "replaced"
  | "unknown"
  | "signed_out"
  | "outdated"
  | "closed";

interface Answers {
  join: "joined";
  publish: "published";
  answer: "done";
  restart_receiving: "done";
  leave: "left";
  knock: "done";
  answer_knock: "done";
  say: "done";
}
type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
type Request = WithoutId<Extract<ClientMessage, { id: number }>>;

export interface SignalSocket {
  readonly connection: ReadonlySignal<Connection>;
  /** False if there is no connection; the message is gone then. */
  send(message: ClientMessage): boolean;
  /** Throws {@linkcode Refused}, {@linkcode ServerFailed} or {@linkcode SocketLost}. */
  request<T extends keyof Answers>(
    message: Extract<Request, { type: T }>,
    deadlineMilliseconds: number,
  ): Promise<ServerMessageOf<Answers[T]>>;
  /** Connects at once if it is not connected, also after a final close. `afresh`: even if it is. */
  reconnect(afresh?: boolean): void;
  close(): void;
}

export interface SocketDeps {
  readonly open: () => WebSocket;
  readonly hello: () => ClientMessageOf<"hello">;
  /** What answers no request. */
  readonly onMessage: (message: ServerMessage) => void;
  readonly random: () => number;
}

const SILENCE_MILLISECONDS = 25_000;
const CONNECT_MILLISECONDS = 10_000;
const FINAL: Readonly<Record<number, Connection>> = {
  [CLOSE.replaced]: "replaced",
  [CLOSE.unknown]: "unknown",
  [CLOSE.signedOut]: "signed_out",
  [CLOSE.version]: "outdated",
};

interface Waiting {
  settle(message: ServerMessage): void;
  lose(): void;
}

export function openSignalSocket(deps: SocketDeps): SignalSocket {
  const connection = signal<Connection>("connecting");
  const waiting = new Map<number, Waiting>();
  let socket: WebSocket | null = null;
  let attempt = 0;
  let lastId = 0;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(retry);
    const opened = socket = deps.open();
    watch(CONNECT_MILLISECONDS);
    opened.onopen = () => {
      watch(SILENCE_MILLISECONDS);
      connection.value = "open";
      send(deps.hello());
    };
    opened.onmessage = ({ data }) => {
      watch(SILENCE_MILLISECONDS);
      const message = parse(data);
      if (message) take(message);
    };
    opened.onclose = ({ code }) => lose(opened, code);
  }

  function watch(milliseconds: number): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      const silent = socket;
      silent?.close();
      if (silent) lose(silent, 0);
    }, milliseconds);
  }

  function take(message: ServerMessage): void {
    if (message.type === "ready") attempt = 0;
    const asked = "to" in message && message.to !== null ? waiting.get(message.to) : undefined;
    if (asked) asked.settle(message);
    else deps.onMessage(message);
  }

  /** A socket may be given up before its own close event comes; only the first of the two counts. */
  function lose(lost: WebSocket, code: number): void {
    if (lost !== socket) return;
    drop();
    connection.value = FINAL[code] ?? "lost";
    if (FINAL[code]) return;
    const calmer = code === CLOSE.rate || code === CLOSE.violation ? 4 : 0;
    retry = setTimeout(connect, reconnectDelayMilliseconds(calmer + attempt++, deps.random()));
  }

  function drop(): void {
    clearTimeout(watchdog);
    clearTimeout(retry);
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    socket = null;
    for (const { lose } of [...waiting.values()]) lose();
  }

  function send(message: ClientMessage): boolean {
    if (socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  connect();
  return {
    connection,
    send,
    request<T extends keyof Answers>(message: Extract<Request, { type: T }>, deadlineMilliseconds: number) {
      const id = ++lastId;
      return new Promise<ServerMessageOf<Answers[T]>>((resolve, reject) => {
        const deadline = setTimeout(lose, deadlineMilliseconds);
        function end(): void {
          clearTimeout(deadline);
          waiting.delete(id);
        }
        function lose(): void {
          end();
          reject(new SocketLost(message.type));
        }
        function settle(answer: ServerMessage): void {
          end();
          if (answer.type === "refused") reject(new Refused(answer.code));
          else if (answer.type === "failed") reject(new ServerFailed(answer.requestId));
          else resolve(answer as ServerMessageOf<Answers[T]>);
        }
        waiting.set(id, { settle, lose });
        if (!send({ ...message, id } as ClientMessage)) lose();
      });
    },
    reconnect(afresh = false) {
      if (socket && !afresh) return;
      socket?.close();
      drop();
      attempt = 0;
      connection.value = "connecting";
      connect();
    },
    close() {
      socket?.close(1000);
      drop();
      connection.value = "closed";
    },
  };
}

/** The server is ours and typed; only what is no message at all is dropped. */
function parse(data: unknown): ServerMessage | null {
  try {
    const value: unknown = JSON.parse(String(data));
    return isMessage(value) ? value : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is ServerMessage {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
