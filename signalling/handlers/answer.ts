/** The browser's answer to an offer for what it receives. */
import { granted } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { seatedOn } from "./seated.ts";

export async function handleAnswer({ session }: Context, message: ClientMessageOf<"answer">): Answer {
  const seated = seatedOn(session);
  if (!seated.ok) return seated;
  const { line, place } = seated.value;
  await line.answer(message.negotiation, message.sdp);
  // The next offer may be here already.
  if (place.unanswered?.negotiation === message.negotiation) place.unanswered = null;
  return granted({ type: "done", to: message.id });
}
