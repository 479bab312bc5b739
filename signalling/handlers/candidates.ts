/** The browser's own addresses, as it finds them. */
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { seatedOn } from "./seated.ts";

/** Refuses with `no_offer_yet` for a direction that nothing was offered in. */
export async function handleCandidates({ session }: Context, message: ClientMessageOf<"candidates">): Answer {
  const seated = seatedOn(session);
  if (!seated.ok) return seated;
  const { line, place } = seated.value;
  const offered = message.direction === "send" ? place.published : place.offered;
  if (!offered) return refused("no_offer_yet");
  await line.addCandidates(message.direction, message.candidates, message.complete);
  return granted(null);
}
