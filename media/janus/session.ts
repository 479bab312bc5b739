/**
 * A Janus session and its handles: the unit that a line owns, that is kept alive, and that moves to a new socket by `claim`.
 * Session and handle ids are bearer secrets of Janus; they never leave this folder.
 */
import type { Candidate } from "../gateway.ts";
import type { JanusConnection } from "./connection.ts";
import { JanusError } from "./errors.ts";
import { type JanusMessage, type Jsep, type RoomEvent, roomEvent } from "./messages.ts";

const PLUGIN = "janus.plugin.videoroom";

/** What happens on a handle, answers to its own requests included (they come here first). */
export type HandleEvent =
  | { readonly type: "room"; readonly event: RoomEvent; readonly jsep: Jsep | null }
  /** Null means that there are no more. */
  | { readonly type: "candidate"; readonly candidate: Candidate | null }
  | { readonly type: "connected" }
  | { readonly type: "hung_up"; readonly reason: string };

export interface JanusHandle {
  /** Sends a plugin request and waits for its event. Throws {@linkcode JanusError} for the plugin's errors too. */
  message(body: Readonly<Record<string, unknown>>, jsep?: Jsep): Promise<{ event: RoomEvent; jsep: Jsep | null }>;
  trickle(candidates: readonly Candidate[], complete: boolean): Promise<void>;
  detach(): Promise<void>;
}

export class JanusSession {
  readonly id: number;
  readonly #connection: JanusConnection;
  readonly #onLost: () => void;
  readonly #listeners = new Map<number, (event: HandleEvent) => void>();

  constructor(connection: JanusConnection, id: number, onLost: () => void) {
    this.#connection = connection;
    this.id = id;
    this.#onLost = onLost;
  }

  async attach(listener: (event: HandleEvent) => void): Promise<JanusHandle> {
    const request = { janus: "attach", session_id: this.id, plugin: PLUGIN };
    const answer = await this.#connection.request(request, "answer");
    const handle_id = answer.data?.id;
    if (handle_id === undefined) throw new TypeError("Cannot attach a handle: Janus gave no id");
    this.#listeners.set(handle_id, listener);
    const address = { session_id: this.id, handle_id };
    return {
      message: async (body, jsep) => {
        const answer = await this.#connection.request(
          { janus: "message", ...address, body, ...(jsep === undefined ? {} : { jsep }) },
          "event",
        );
        const event = roomEvent.parse(answer.plugindata?.data);
        if (event.error_code !== undefined) throw new JanusError(event.error_code, event.error ?? "");
        return { event, jsep: answer.jsep ?? null };
      },
      trickle: async (candidates, complete) => {
        const list = [...candidates, ...(complete ? [{ completed: true }] : [])];
        if (list.length > 0) await this.#connection.request({ janus: "trickle", ...address, candidates: list }, "ack");
      },
      detach: async () => {
        this.#listeners.delete(handle_id);
        await this.#connection.request({ janus: "detach", ...address }, "answer");
      },
    };
  }

  /** A message that Janus sent for this session. */
  receive(message: JanusMessage): void {
    if (message.janus === "timeout") {
      this.#connection.forget(this);
      return;
    }
    const listener = message.sender === undefined ? undefined : this.#listeners.get(message.sender);
    const event = listener === undefined ? null : handleEvent(message);
    if (event !== null) listener?.(event);
  }

  /** The connection found that Janus no longer knows this session. */
  lose(): void {
    this.#listeners.clear();
    this.#onLost();
  }

  /** Ends it with all its handles; no event comes afterwards. */
  async destroy(): Promise<void> {
    this.#listeners.clear();
    await this.#connection.release(this);
  }
}

function handleEvent(message: JanusMessage): HandleEvent | null {
  switch (message.janus) {
    case "event": {
      const event = roomEvent.safeParse(message.plugindata?.data);
      return event.success ? { type: "room", event: event.data, jsep: message.jsep ?? null } : null;
    }
    case "trickle": {
      const { candidate, sdpMid, sdpMLineIndex } = message.candidate ?? {};
      if (candidate === undefined) return { type: "candidate", candidate: null };
      return {
        type: "candidate",
        candidate: { candidate, sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null },
      };
    }
    case "webrtcup":
      return { type: "connected" };
    case "hangup":
      return { type: "hung_up", reason: message.reason ?? "" };
    default:
      return null;
  }
}
