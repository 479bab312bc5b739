/**
 * Looks into a Janus as its administrator, for tests of what stolen secrets are worth: every session with its handles, and
 * what a handle is to the VideoRoom plugin.
 */
import type { JanusEndpoint } from "../../media/janus/endpoint.ts";

export interface SeenHandle {
  readonly sessionId: number;
  readonly handleId: number;
  readonly type: "publisher" | "subscriber" | null;
  readonly room: string | null;
  readonly feed: string | null;
  readonly privateId: number | null;
}

interface Info {
  readonly type?: "publisher" | "subscriber";
  readonly room?: string;
  readonly id?: string;
  readonly private_id?: number;
}

export class JanusEye implements Disposable {
  readonly #socket: WebSocket;
  readonly #secret: string;
  #serial = 0;

  private constructor(socket: WebSocket, secret: string) {
    this.#socket = socket;
    this.#secret = secret;
  }

  static async open({ adminUrl, adminSecret }: JanusEndpoint): Promise<JanusEye> {
    const socket = new WebSocket(adminUrl, "janus-admin-protocol");
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    return new JanusEye(socket, adminSecret);
  }

  async handles(): Promise<readonly SeenHandle[]> {
    const found: SeenHandle[] = [];
    const { sessions } = await this.#ask({ janus: "list_sessions" });
    for (const session_id of sessions as number[]) {
      const { handles } = await this.#ask({ janus: "list_handles", session_id });
      for (const handle_id of (handles ?? []) as number[]) {
        const { info } = await this.#ask({ janus: "handle_info", session_id, handle_id, plugin_only: true });
        const { type, room, id, private_id }: Info =
          (info as { plugin_specific?: Info } | undefined)?.plugin_specific ?? {};
        found.push({
          sessionId: session_id,
          handleId: handle_id,
          type: type ?? null,
          room: room ?? null,
          feed: type === "publisher" ? id ?? null : null,
          privateId: private_id ?? null,
        });
      }
    }
    return found;
  }

  /** The tokens that let somebody into the room now. */
  async tokens(room: string, secret: string): Promise<readonly string[]> {
    const request = { request: "allowed", action: "enable", room, secret };
    const { response } = await this.#ask({ janus: "message_plugin", plugin: "janus.plugin.videoroom", request });
    return (response as { allowed: string[] }).allowed;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }

  #ask(message: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const transaction = String(++this.#serial);
    return new Promise((resolve) => {
      this.#socket.addEventListener("message", function listen({ data }) {
        const answer = JSON.parse(data);
        if (answer.transaction !== transaction) return;
        this.removeEventListener("message", listen);
        resolve(answer);
      });
      this.#socket.send(JSON.stringify({ ...message, transaction, admin_secret: this.#secret }));
    });
  }
}
