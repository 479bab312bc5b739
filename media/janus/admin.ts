/**
 * Janus' admin API: requests to the VideoRoom plugin without a handle, and the signs of life. Its socket opens when needed.
 * A plugin's error comes as success there; here it is thrown as a {@linkcode JanusError}.
 */
import type { JanusEndpoint } from "./endpoint.ts";
import { JanusError } from "./errors.ts";
import { type AdminAnswer, adminAnswer } from "./messages.ts";
import { JanusSocket } from "./socket.ts";

export class JanusAdmin implements AsyncDisposable {
  readonly #endpoint: () => JanusEndpoint;
  readonly #deadlineMs: number;
  #opening: Promise<JanusSocket> | null = null;
  #closed = false;

  constructor(endpoint: () => JanusEndpoint, deadlineMs: number) {
    this.#endpoint = endpoint;
    this.#deadlineMs = deadlineMs;
  }

  async plugin(request: Readonly<Record<string, unknown>>, deadlineMs?: number): Promise<AdminAnswer> {
    const socket = await this.#socket();
    const message = { janus: "message_plugin", plugin: "janus.plugin.videoroom", request };
    const answer = adminAnswer.parse((await socket.request(message, "answer", deadlineMs)).response);
    if (answer.error_code !== undefined) throw new JanusError(answer.error_code, answer.error ?? "");
    return answer;
  }

  async ping(deadlineMs: number): Promise<void> {
    await (await this.#socket()).request({ janus: "ping" }, "answer", deadlineMs);
  }

  /** E.g. "1.1.2". */
  async version(): Promise<string | null> {
    return (await (await this.#socket()).request({ janus: "info" }, "answer")).version_string ?? null;
  }

  get adminKey(): string {
    return this.#endpoint().adminKey;
  }

  /** Drops the socket: the process behind it is gone or frozen. */
  async reset(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    const socket = await opening?.catch(() => null);
    await socket?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.reset();
  }

  #socket(): Promise<JanusSocket> {
    if (this.#closed) return Promise.reject(new TypeError("Cannot use the admin connection: it is closed"));
    if (this.#opening !== null) return this.#opening;
    const { adminUrl, adminSecret } = this.#endpoint();
    const opening = JanusSocket.open({
      url: adminUrl,
      protocol: "janus-admin-protocol",
      secret: { admin_secret: adminSecret },
      deadlineMs: this.#deadlineMs,
    });
    this.#opening = opening;
    const drop = (): void => {
      if (this.#opening === opening) this.#opening = null;
    };
    opening.then((socket) => socket.closed.then(drop), drop);
    return opening;
  }
}
