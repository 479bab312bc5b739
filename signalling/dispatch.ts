/** Which handler answers which message. The table is exhaustive: a message without a handler does not compile. */
import type { Deps } from "../actions/deps.ts";
import type { Outcome } from "../domain/refusal.ts";
import type { ClientMessage, ClientMessageOf, ServerMessage, WireIceServer } from "../protocol/signal.ts";
import { handleAnswer } from "./handlers/answer.ts";
import { handleAnswerKnock } from "./handlers/answer_knock.ts";
import { handleCandidates } from "./handlers/candidates.ts";
import { handleHello } from "./handlers/hello.ts";
import { handleJoin } from "./handlers/join.ts";
import { handleKnock } from "./handlers/knock.ts";
import { handleLeave } from "./handlers/leave.ts";
import { handlePublish } from "./handlers/publish.ts";
import { handleRestartReceiving } from "./handlers/restart_receiving.ts";
import { handleSay } from "./handlers/say.ts";
import { handleSetMedia } from "./handlers/set_media.ts";
import type { Hub } from "./hub.ts";
import type { Session } from "./session.ts";

export interface Context {
  readonly deps: Deps;
  readonly hub: Hub;
  readonly session: Session;
  readonly iceServers: () => readonly WireIceServer[];
}

/** What goes back to the sender, or null for nothing more than was already sent. */
export type Answer = Promise<Outcome<ServerMessage | null>>;

type Handlers = { readonly [T in ClientMessage["type"]]: (context: Context, message: ClientMessageOf<T>) => Answer };

const HANDLERS: Handlers = {
  hello: handleHello,
  join: handleJoin,
  publish: handlePublish,
  answer: handleAnswer,
  candidates: handleCandidates,
  set_media: handleSetMedia,
  restart_receiving: handleRestartReceiving,
  leave: handleLeave,
  knock: handleKnock,
  answer_knock: handleAnswerKnock,
  say: handleSay,
};

export function dispatch<T extends ClientMessage["type"]>(context: Context, message: ClientMessageOf<T>): Answer {
  const handle: Handlers[T] = HANDLERS[message.type as T];
  return handle(context, message);
}
