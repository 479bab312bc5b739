/** What the sender's seat sends right now. The media server tells nobody of a closed microphone, so this message does. */
import { unmute } from "../../actions/unmute.ts";
import { granted } from "../../domain/refusal.ts";
import { withoutSilent } from "../../domain/silencing.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { seatedOn } from "./seated.ts";

/** Who was muted by a host and turns the microphone on is unmuted by that, or refused with `muted`; the rest is taken as told. */
export async function handleSetMedia({ deps, session }: Context, message: ClientMessageOf<"set_media">): Answer {
  const seated = seatedOn(session);
  if (!seated.ok) return seated;
  const { arrival: { room }, place } = seated.value;
  const { seatId } = place;
  const unmuted = message.media.microphone && place.silent.has("microphone")
    ? await unmute(deps, room.id, seatId)
    : granted(null);
  deps.publisher.publish(room.id, {
    type: "media_changed",
    seatId,
    media: withoutSilent(message.media, place.silent),
  });
  return unmuted;
}
