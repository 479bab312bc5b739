/** Answers with the picture of a room. Whoever has the link may have it, and it is the same for all of them. */
import { HttpError } from "fresh";
import type { RoomPreview } from "../../actions/open_preview.ts";
import type { State } from "../../define.ts";
import type { Outcome } from "../../domain/refusal.ts";
import { drawRoomPicture } from "../../pictures/room_picture.ts";
import { statusOf } from "../../protocol/api.ts";
import { openingWords } from "../../words/calendar_time.ts";
import { joinWords } from "../../words/join.ts";
import { speaker } from "../../words/speaker.ts";

const HEADERS = {
  "Content-Type": "image/png",
  // A title may be mended, and a door opens.
  "Cache-Control": "public, max-age=300",
  "X-Robots-Tag": "noindex, nofollow",
};

/** A picture that cannot be drawn is no reason to unfold a link without one. */
export async function answerPicture(outcome: Outcome<RoomPreview>, { deps, locale }: State): Promise<Response> {
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  const { activity, state } = outcome.value;
  const say = speaker(joinWords, locale);
  const about = state === "scheduled"
    ? say("picture_scheduled", openingWords(outcome.value, deps.now(), locale))
    : say(`picture_${state}`);
  try {
    return new Response(await drawRoomPicture({ ...activity, about }), { headers: HEADERS });
  } catch (error) {
    deps.log.error("Failed to draw a room's picture", {}, error);
    return new Response(null, { status: 302, headers: { Location: "/preview.jpg" } });
  }
}
