/** The answer to the offer that `join` brought for what the page sends. One that cannot be taken does not cost the seat. */
import { type Line, MediaRejected, MediaUnavailable } from "../actions/deps.ts";
import type { ClientMessageOf, ServerMessageOf } from "../protocol/signal.ts";
import type { Place } from "./place.ts";

export async function answerOffer(
  place: Place,
  line: Line,
  offer: NonNullable<ClientMessageOf<"join">["publish"]>,
): Promise<ServerMessageOf<"publish_answer">> {
  try {
    const sdp = await line.publish(offer.sdp, offer.tracks);
    if (place.line === line) place.published = true;
    return { type: "publish_answer", sdp, refusal: null };
  } catch (error) {
    if (error instanceof MediaRejected) return { type: "publish_answer", sdp: null, refusal: "bad_sdp" };
    if (error instanceof MediaUnavailable) return { type: "publish_answer", sdp: null, refusal: "media_unavailable" };
    throw error;
  }
}
