/** A page's end of the socket, without a page: sends messages as they are on the wire and waits for those of the server. */
import type { ClientMessage, ClientMessageOf, ServerMessage, ServerMessageOf } from "../../protocol/signal.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { until } from "./until.ts";

/** What is answered by its id. */
type Asked = "join" | "publish" | "answer" | "restart_receiving" | "leave" | "knock" | "answer_knock" | "say";
type JoinChanges = Partial<Omit<ClientMessageOf<"join">, "type" | "id">>;

const JOIN: Omit<ClientMessageOf<"join">, "id"> = {
  type: "join",
  nickname: null,
  tab: "a-tab-of-its-own",
  takeOver: false,
  anyway: false,
  ajar: false,
  keep: false,
  ahead: false,
  media: { microphone: true, camera: true, screen: false },
  publish: null,
};

export class SignalClient implements AsyncDisposable {
  readonly #socket: WebSocket;
  readonly #unread: ServerMessage[] = [];
  readonly closed: Promise<CloseEvent>;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    const closed = Promise.withResolvers<CloseEvent>();
    this.closed = closed.promise;
    socket.addEventListener("close", closed.resolve);
    socket.addEventListener("error", (event) => event.preventDefault());
    socket.addEventListener("message", (event) => this.#unread.push(JSON.parse(event.data)));
  }

  static async open(url: string, headers: Record<string, string>): Promise<SignalClient> {
    // Deno's WebSocket takes headers; the DOM's type does not know that.
    const socket: WebSocket = Reflect.construct(WebSocket, [url, { headers }]);
    const client = new SignalClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("close", () => reject(new Error("The socket was not taken")), { once: true });
    });
    return client;
  }

  /** What has come and was not asked for yet. */
  get unread(): readonly ServerMessage[] {
    return this.#unread;
  }

  send(message: ClientMessage): void {
    this.raw(JSON.stringify(message));
  }

  raw(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  /** The first unread message of that type, waiting for it. Throws past the deadline. */
  async next<T extends ServerMessage["type"]>(
    type: T,
    matches: (message: ServerMessageOf<T>) => boolean = () => true,
  ): Promise<ServerMessageOf<T>> {
    const isWanted = (message: ServerMessage): message is ServerMessageOf<T> =>
      message.type === type && matches(message as ServerMessageOf<T>);
    return await until(`a message ${type}; unread: ${JSON.stringify(this.#unread).slice(0, 400)}`, () => {
      const index = this.#unread.findIndex(isWanted);
      const found = this.#unread[index];
      if (found === undefined || !isWanted(found)) return null;
      this.#unread.splice(index, 1);
      return found;
    }, 5_000);
  }

  /** The first unread message of any of these types, waiting for it. */
  async nextOf<T extends ServerMessage["type"]>(...types: readonly T[]): Promise<ServerMessageOf<T>> {
    return await until(`a message ${types.join(" or ")}; unread: ${JSON.stringify(this.#unread).slice(0, 400)}`, () => {
      const index = this.#unread.findIndex(({ type }) => (types as readonly string[]).includes(type));
      return index < 0 ? null : this.#unread.splice(index, 1)[0] as ServerMessageOf<T>;
    }, 5_000);
  }

  /** Sends with an id of its own and waits for the message that answers it, a refusal included. */
  async ask(
    message: { [T in Asked]: Omit<ClientMessageOf<T>, "id"> }[Asked],
  ): Promise<ServerMessage> {
    const id = ++this.#id;
    this.raw(JSON.stringify({ ...message, id }));
    return await until(`an answer to ${message.type}; unread: ${JSON.stringify(this.#unread).slice(0, 400)}`, () => {
      const index = this.#unread.findIndex((each) => "to" in each && each.to === id);
      return this.#unread.splice(index, index < 0 ? 0 : 1)[0];
    }, 5_000);
  }

  async hello(code: string): Promise<ServerMessageOf<"ready">> {
    this.send({ type: "hello", version: PROTOCOL_VERSION, code });
    return await this.next("ready");
  }

  async join(changes: JoinChanges = {}): Promise<ServerMessage> {
    return await this.ask({ ...JOIN, ...changes });
  }

  async knock(nickname: string | null = null, line: string | null = null): Promise<ServerMessage> {
    return await this.ask({ type: "knock", nickname, line });
  }

  /** Joins without waiting for the answer. */
  startJoin(changes: JoinChanges = {}): void {
    this.send({ ...JOIN, ...changes, id: ++this.#id });
  }

  /** As the network does it: the server sees the socket go, without any `leave`. */
  async cut(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#socket.readyState !== WebSocket.CLOSED) await this.cut();
  }
}

export function expectJoined(message: ServerMessage): ServerMessageOf<"joined"> {
  if (message.type !== "joined") throw new Error(`Expected to be in, got ${JSON.stringify(message)}`);
  return message;
}
