/**
 * One socket: what comes in is bounded, counted, parsed and handled in order; what goes out is sent or dropped. A page that
 * breaks the protocol is told so and cut off; a page that is refused something stays.
 */
import type { ClientMessage, ServerMessage } from "../protocol/signal.ts";
import { parseFrame } from "../protocol/parse.ts";
import { CLOSE, FRAME_LIMIT_BYTES, PROTOCOL_VERSION } from "../protocol/version.ts";
import { type Context, dispatch } from "./dispatch.ts";
import { toFailure, toRefused } from "./failure.ts";
import {
  BEAT_INTERVAL_MS,
  BURST_COST,
  COST_PER_SECOND,
  costOf,
  HELLO_DEADLINE_MS,
  TokenBucket,
  UNSENT_MAX_BYTES,
} from "./limits.ts";
import { partFrom } from "./parting.ts";
import { PreparedLine } from "./prepared_line.ts";
import { Session, type SocketFacts } from "./session.ts";
import type { Shared } from "./signalling.ts";
import { TurnQueue } from "./turn_queue.ts";

/** RFC 6455, section 7.4.1. */
const UNSUPPORTED_DATA = 1003;
const TOO_BIG = 1009;

export class Connection {
  readonly #socket: WebSocket;
  readonly #shared: Shared;
  readonly #session: Session;
  readonly #context: Context;
  readonly #queue = new TurnQueue();
  readonly #bucket: TokenBucket;
  #greeted = false;
  #callOff: () => void;

  constructor(socket: WebSocket, facts: SocketFacts, shared: Shared) {
    const { deps, hub, timers, lineBudget, iceServers } = shared;
    this.#socket = socket;
    this.#shared = shared;
    this.#session = new Session(facts, new PreparedLine(deps, timers, lineBudget), {
      send: (message) => this.#send(message),
      close: (code, reason) => this.#close(code, reason),
    });
    this.#context = { deps, hub, session: this.#session, iceServers };
    this.#bucket = new TokenBucket(BURST_COST, COST_PER_SECOND, deps.now().getTime());
    this.#callOff = timers.after(HELLO_DEADLINE_MS, () => this.#close(CLOSE.silent, "no hello in time"));
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", () => this.#end());
    // A failure is always followed by `close`, which does all there is to do.
    socket.addEventListener("error", () => {});
  }

  get session(): Session {
    return this.#session;
  }

  /** Closes the socket; resolves when all that it had under way is done. */
  async drain(): Promise<void> {
    this.#close(CLOSE.restart, "the server is stopping");
    this.#callOff();
    await this.#queue.idle();
    this.#session.prepared.drop();
  }

  #receive(data: unknown): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (typeof data !== "string") return this.#close(UNSUPPORTED_DATA, "text frames only");
    if (byteLengthOver(data, FRAME_LIMIT_BYTES)) return this.#close(TOO_BIG, "the frame is too large");
    const parsed = parseFrame(data);
    const now = this.#shared.deps.now().getTime();
    if (!this.#bucket.take(parsed.ok ? costOf(parsed.message.type) : 1, now)) {
      this.#send({ type: "refused", to: null, code: "too_many_requests" });
      return this.#close(CLOSE.rate, "too many messages");
    }
    if (!parsed.ok) return this.#violate(parsed.id, parsed.violation);
    const { message } = parsed;
    if ((message.type === "hello") === this.#greeted) return this.#violate(null, "hello comes first, and once");
    if (message.type === "hello") {
      if (message.version !== PROTOCOL_VERSION) return this.#close(CLOSE.version, `version ${PROTOCOL_VERSION} only`);
      this.#greeted = true;
      this.#callOff();
      this.#beat();
    }
    this.#queue.run(() => this.#handle(message)).catch((error: unknown) =>
      this.#shared.deps.log.error("Failed to answer a message", { requestId: this.#session.facts.requestId }, error)
    );
  }

  async #handle(message: ClientMessage): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    try {
      const outcome = await dispatch(this.#context, message);
      if (!outcome.ok) this.#send(toRefused(message, outcome.refusal));
      else if (outcome.value !== null) this.#send(outcome.value);
      if (message.type === "hello" && !outcome.ok) {
        if (outcome.refusal === "not_signed_in") this.#close(CLOSE.signedOut, "signed out");
        else this.#close(CLOSE.unknown, "the link leads nowhere");
      }
    } catch (error) {
      this.#send(toFailure(message, error, this.#shared.deps.log, this.#session.facts.requestId));
      // There is only one hello: without it nothing else can be said here, but the next socket may have more luck.
      if (message.type === "hello") this.#close(CLOSE.restart, "the door could not be found just now");
    }
  }

  #violate(id: number | null, what: string): void {
    this.#send({ type: "refused", to: id, code: "bad_input" });
    this.#close(CLOSE.violation, what);
  }

  #beat(): void {
    this.#callOff = this.#shared.timers.after(BEAT_INTERVAL_MS, () => {
      this.#send({ type: "beat" });
      // The media server's health may have changed without an event of its own (a broken connection that was mended).
      this.#session.showDoor();
      this.#beat();
    });
  }

  #send(message: ServerMessage): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > UNSENT_MAX_BYTES) return this.#close(CLOSE.restart, "the page reads too slowly");
    this.#socket.send(JSON.stringify(message));
  }

  #close(code: number, reason: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.close(code, reason);
  }

  #end(): void {
    this.#callOff();
    this.#session.prepared.drop();
    this.#queue.run(() => {
      // Once more: a hello or join that was under way may have made another one ready.
      this.#session.prepared.drop();
      partFrom(this.#context);
      return Promise.resolve();
    }).catch((error: unknown) =>
      this.#shared.deps.log.error("Failed to part from a visitor", {
        requestId: this.#session.facts.requestId,
      }, error)
    ).finally(() => this.#shared.connections.delete(this));
  }
}

/** Whether the text is longer than that in UTF-8, without encoding it where its length already tells. */
function byteLengthOver(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}
