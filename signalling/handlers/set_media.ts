/** What the sender's seat sends right now. The media server tells nobody of a closed microphone, so this message does. */
import { granted } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { seatedOn } from "./seated.ts";

export function handleSetMedia({ deps, session }: Context, message: ClientMessageOf<"set_media">): Answer {
  const seated = seatedOn(session);
  if (!seated.ok) return Promise.resolve(seated);
  const { arrival, place } = seated.value;
  deps.publisher.publish(arrival.room.id, { type: "media_changed", seatId: place.seatId, media: message.media });
  return Promise.resolve(granted(null));
}
