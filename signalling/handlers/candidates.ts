/** The browser's own addresses, as it finds them. */
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { receivingOver, seatedOn } from "./seated.ts";

/** Refuses with `no_offer_yet` for a direction that nothing was offered in. */
export async function handleCandidates({ session }: Context, message: ClientMessageOf<"candidates">): Answer {
  const { direction } = message;
  const end = direction === "send" ? seatedOn(session) : await receivingOver(session);
  if (!end.ok) return end;
  const { line, place } = end.value;
  const offered = place === null || (direction === "send" ? place.published : place.offered);
  if (!offered) return refused("no_offer_yet");
  await line.addCandidates(direction, message.candidates, message.complete);
  return granted(null);
}
