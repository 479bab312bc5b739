/** The browser's answer to an offer for what it receives. */
import { granted } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { receivingOver } from "./seated.ts";

export async function handleAnswer({ session }: Context, message: ClientMessageOf<"answer">): Answer {
  const receiving = await receivingOver(session);
  if (!receiving.ok) return receiving;
  const { line, place } = receiving.value;
  await line.answer(message.negotiation, message.sdp);
  if (place === null) session.prepared.answered();
  // The next offer may be here already.
  else if (place.unanswered?.negotiation === message.negotiation) place.unanswered = null;
  return granted({ type: "done", to: message.id });
}
