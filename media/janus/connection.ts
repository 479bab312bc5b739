/**
 * The one road to a Janus: keeps a socket open, moves all sessions to a new one when it breaks, keeps sessions alive.
 * An anchor session without handles tells a Janus that was merely unreachable from a new one: only the old one knows it.
 * Invariant: a registered session either lives in Janus or has been told that it is lost.
 */
import type { Log } from "../../domain/log.ts";
import { MediaUnavailable } from "../gateway.ts";
import type { JanusEndpoint } from "./endpoint.ts";
import { hasCode, NO_SUCH_SESSION } from "./errors.ts";
import type { JanusMessage } from "./messages.ts";
import { JanusSession } from "./session.ts";
import { JanusSocket, type Until } from "./socket.ts";

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 2000;
/** A socket that lived longer than this broke; one that did not was never of use, and is not opened again at once. */
const SETTLED_MS = 5000;

export interface ConnectionOptions {
  readonly endpoint: () => JanusEndpoint;
  readonly deadlineMs: number;
  readonly keepAliveMs: number;
  readonly log: Log;
  /** `up`: requests are served. `away`: the socket broke, sessions may survive. `lost`: a new Janus, every session is gone. */
  readonly onChange: (change: "up" | "away" | "lost") => void;
}

export class JanusConnection implements AsyncDisposable {
  readonly #options: ConnectionOptions;
  readonly #sessions = new Map<number, JanusSession>();
  readonly #keepAlive: ReturnType<typeof setInterval>;
  readonly #loop: Promise<void>;
  #socket: JanusSocket | null = null;
  #opening: JanusSocket | null = null;
  #anchor: JanusSession | null = null;
  #stopped = false;
  #wake: () => void = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#keepAlive = setInterval(() => this.#keepAllAlive(), options.keepAliveMs);
    this.#loop = this.#run();
  }

  request(body: Readonly<Record<string, unknown>>, until: Until): Promise<JanusMessage> {
    if (this.#socket === null) {
      return Promise.reject(new MediaUnavailable("Cannot ask the media server: not connected"));
    }
    return this.#socket.request(body, until);
  }

  /** Makes a session; `onLost` is called at most once, and not after its `destroy`. */
  async openSession(onLost: () => void): Promise<JanusSession> {
    const answer = await this.request({ janus: "create" }, "answer");
    return this.#register(answer, onLost);
  }

  /** Ends a session of ours. Succeeds also where Janus has forgotten it; unreachable, its time-out ends it. */
  async release(session: JanusSession): Promise<void> {
    if (!this.#sessions.delete(session.id)) return;
    try {
      await this.request({ janus: "destroy", session_id: session.id }, "answer");
    } catch (error) {
      if (!hasCode(error, NO_SUCH_SESSION) && !(error instanceof MediaUnavailable)) throw error;
    }
  }

  /** Janus said that it has forgotten this session. */
  forget(session: JanusSession): void {
    if (this.#sessions.delete(session.id)) session.lose();
  }

  /** The process is known to be dead: nothing can be claimed from it. */
  forgetAll(): void {
    this.#anchor = null;
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of sessions) session.lose();
    this.#options.onChange("lost");
  }

  /** Ends the present wait between two attempts. */
  hurry(): void {
    this.#wake();
  }

  /** Breaks the socket, as a network would; the sessions are claimed over the next one. */
  async reconnect(): Promise<void> {
    await this.#socket?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#keepAlive);
    this.#wake();
    const anchor = this.#anchor;
    if (anchor !== null) await anchor.destroy();
    await this.#opening?.[Symbol.asyncDispose]();
    await this.#socket?.[Symbol.asyncDispose]();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!this.#stopped) {
      try {
        this.#opening = await this.#open();
        await this.#takeUp(this.#opening);
      } catch (error) {
        await this.#opening?.[Symbol.asyncDispose]();
        this.#opening = null;
        this.#options.log.debug("Media server not reachable", { reason: String(error), retryMs });
        retryMs = await this.#backOff(retryMs);
        continue;
      }
      const socket = this.#opening;
      this.#opening = null;
      if (this.#stopped) {
        await socket[Symbol.asyncDispose]();
        return;
      }
      this.#socket = socket;
      const openedAt = performance.now();
      this.#options.onChange("up");
      await socket.closed;
      this.#socket = null;
      if (this.#stopped) return;
      this.#options.onChange("away");
      retryMs = performance.now() - openedAt > SETTLED_MS ? FIRST_RETRY_MS : await this.#backOff(retryMs);
    }
  }

  #open(): Promise<JanusSocket> {
    const { url, apiSecret } = this.#options.endpoint();
    return JanusSocket.open({
      url,
      protocol: "janus-protocol",
      secret: { apisecret: apiSecret },
      deadlineMs: this.#options.deadlineMs,
      onMessage: (message) => {
        if (message.session_id !== undefined) this.#sessions.get(message.session_id)?.receive(message);
      },
    });
  }

  /** Moves the sessions over to a fresh socket, or finds that they are gone. */
  async #takeUp(socket: JanusSocket): Promise<void> {
    if (this.#anchor !== null && !(await claim(socket, this.#anchor.id))) this.forgetAll();
    const others = [...this.#sessions.values()].filter((session) => session !== this.#anchor);
    await Promise.all(others.map(async (session) => {
      if (!(await claim(socket, session.id))) this.forget(session);
    }));
    if (this.#anchor !== null) return;
    const answer = await socket.request({ janus: "create" }, "answer");
    this.#anchor = this.#register(answer, () => {
      this.#anchor = null;
    });
  }

  #register(answer: JanusMessage, onLost: () => void): JanusSession {
    if (answer.data === undefined) throw new TypeError("Cannot make a session: Janus gave no id");
    const session = new JanusSession(this, answer.data.id, onLost);
    this.#sessions.set(session.id, session);
    return session;
  }

  #keepAllAlive(): void {
    for (const session of this.#sessions.values()) {
      this.request({ janus: "keepalive", session_id: session.id }, "ack").catch((error: unknown) => {
        if (hasCode(error, NO_SUCH_SESSION)) this.forget(session);
      });
    }
  }

  /** Resolves with how long to wait the next time. */
  async #backOff(retryMs: number): Promise<number> {
    await this.#pause(retryMs * (0.5 + Math.random() / 2));
    return Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => (clearTimeout(timer), resolve());
    });
  }
}

/** False if Janus does not know the session. */
async function claim(socket: JanusSocket, sessionId: number): Promise<boolean> {
  try {
    await socket.request({ janus: "claim", session_id: sessionId }, "answer");
    return true;
  } catch (error) {
    if (hasCode(error, NO_SUCH_SESSION)) return false;
    throw error;
  }
}
