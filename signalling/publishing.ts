/**
 * The answer to the offer that `join` brought for what the page sends. It is found beside the connection's other messages, so
 * that what the page receives does not wait for it. An offer that cannot be taken does not cost the seat.
 */
import { type Line, MediaRejected, MediaUnavailable } from "../actions/deps.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ClientMessageOf, ServerMessageOf } from "../protocol/signal.ts";
import type { Context } from "./dispatch.ts";
import type { Place } from "./place.ts";

/** Returns at once; `publish_answer` follows, unless the page has joined with another line meanwhile, or is gone. */
export function answerOffer(
  { deps, session }: Context,
  place: Place,
  line: Line,
  offer: NonNullable<ClientMessageOf<"join">["publish"]>,
): void {
  deps.background.start("Failed to answer what a page sends", async () => {
    const answer = await publish(place, line, offer);
    if (place.session !== session || (place.line !== null && place.line !== line)) return;
    place.published ||= answer.sdp !== null;
    session.send(answer);
  });
}

async function publish(
  place: Place,
  line: Line,
  { sdp, tracks }: NonNullable<ClientMessageOf<"join">["publish"]>,
): Promise<ServerMessageOf<"publish_answer">> {
  try {
    return { type: "publish_answer", sdp: await place.publish(line, sdp, tracks), refusal: null };
  } catch (error) {
    return { type: "publish_answer", sdp: null, refusal: refusalOf(error) };
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof MediaRejected) return "bad_sdp";
  if (error instanceof MediaUnavailable) return "media_unavailable";
  throw error;
}
