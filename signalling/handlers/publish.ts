/** The browser's offer for what it sends: first, renewed, or restarted after a change of network. */
import { granted } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { seatedOn } from "./seated.ts";

export async function handlePublish({ session }: Context, message: ClientMessageOf<"publish">): Answer {
  const seated = seatedOn(session);
  if (!seated.ok) return seated;
  const { line, place } = seated.value;
  const sdp = await place.publish(line, message.sdp, message.tracks);
  place.published = true;
  return granted({ type: "published", to: message.id, sdp });
}
