/**
 * One WebSocket to Janus, of either API: transactions, a deadline on every request, and the events that belong to none.
 * It lives once; reconnecting is the business of its owner. It is npm's `ws` and not the built-in WebSocket, because that one
 * leaves Nagle's algorithm on: two messages in a row would wait 40 ms for the acknowledgement of the first.
 */
import WebSocket from "ws";
import { MediaUnavailable } from "../gateway.ts";
import { JanusError } from "./errors.ts";
import { type JanusMessage, janusMessage } from "./messages.ts";

export interface SocketOptions {
  readonly url: string;
  readonly protocol: "janus-protocol" | "janus-admin-protocol";
  /** Goes with every request: `apisecret` or `admin_secret`. */
  readonly secret: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  /** Every message with a sender or session, also those that answer a request, before the request resolves. */
  readonly onMessage?: (message: JanusMessage) => void;
}

/** What ends a request: its acknowledgement, its answer, or (for plugin messages) the event that follows the acknowledgement. */
export type Until = "ack" | "answer" | "event";

interface Pending {
  readonly until: Until;
  readonly resolve: (message: JanusMessage) => void;
  readonly reject: (error: Error) => void;
}

export class JanusSocket implements AsyncDisposable {
  /** Resolves when the socket is gone, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #options: SocketOptions;
  readonly #socket: WebSocket;
  readonly #pending = new Map<string, Pending>();
  #serial = 0;

  private constructor(options: SocketOptions) {
    this.#options = options;
    this.#socket = new WebSocket(options.url, options.protocol, {
      handshakeTimeout: options.deadlineMs,
      perMessageDeflate: false,
    });
    const closed = Promise.withResolvers<void>();
    this.closed = closed.promise;
    this.#socket.on("close", () => {
      for (const { reject } of this.#pending.values()) {
        reject(new MediaUnavailable("Cannot wait for the media server: its socket closed"));
      }
      this.#pending.clear();
      closed.resolve();
    });
    this.#socket.on("message", (data) => this.#receive(String(data)));
  }

  /** Resolves when the socket is open. */
  static async open(options: SocketOptions): Promise<JanusSocket> {
    const socket = new JanusSocket(options);
    const opened = Promise.withResolvers<void>();
    socket.#socket.once("open", opened.resolve);
    // Stays for the socket's whole life: an error without listener would end the process, and "close" follows it anyway.
    socket.#socket.on("error", (error) => {
      opened.reject(new MediaUnavailable("Cannot reach the media server", { cause: error }));
    });
    await opened.promise;
    return socket;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  request(body: Readonly<Record<string, unknown>>, until: Until, deadlineMs?: number): Promise<JanusMessage> {
    if (!this.isOpen) return Promise.reject(new MediaUnavailable("Cannot ask the media server: not connected"));
    const transaction = String(++this.#serial);
    const limitMs = deadlineMs ?? this.#options.deadlineMs;
    const outcome = Promise.withResolvers<JanusMessage>();
    const timer = setTimeout(() => {
      this.#pending.delete(transaction);
      outcome.reject(new MediaUnavailable(`Cannot wait longer for the media server: no answer within ${limitMs} ms`));
    }, limitMs);
    this.#pending.set(transaction, {
      until,
      resolve: (message) => (clearTimeout(timer), outcome.resolve(message)),
      reject: (error) => (clearTimeout(timer), outcome.reject(error)),
    });
    this.#socket.send(JSON.stringify({ ...body, ...this.#options.secret, transaction }));
    return outcome.promise;
  }

  /** Ends it without waiting for a farewell: a frozen peer would never send one. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.terminate();
    await this.closed;
  }

  #receive(text: string): void {
    const parsed = parseMessage(text);
    if (parsed === null) return;
    if (parsed.sender !== undefined || parsed.session_id !== undefined) this.#options.onMessage?.(parsed);
    if (parsed.transaction === undefined) return;
    const pending = this.#pending.get(parsed.transaction);
    if (pending === undefined || (parsed.janus === "ack" && pending.until !== "ack")) return;
    this.#pending.delete(parsed.transaction);
    if (parsed.error !== undefined) pending.reject(new JanusError(parsed.error.code, parsed.error.reason));
    else pending.resolve(parsed);
  }
}

function parseMessage(text: string): JanusMessage | null {
  try {
    return janusMessage.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
