/** Answers with the picture of a room or an event. Whoever has the link may have it, and it is the same for all of them. */
import { HttpError } from "fresh";
import type { EventPreview, RoomPreview } from "../../actions/open_preview.ts";
import type { State } from "../../define.ts";
import type { Outcome } from "../../domain/refusal.ts";
import { drawRoomPicture, type RoomPicture } from "../../pictures/room_picture.ts";
import { statusOf } from "../../protocol/api.ts";
import { openingWords } from "../../words/calendar_time.ts";
import { eventWords } from "../../words/events.ts";
import { joinWords } from "../../words/join.ts";
import { speaker } from "../../words/speaker.ts";

const HEADERS = {
  "Content-Type": "image/png",
  // A title may be mended, and a door opens.
  "Cache-Control": "public, max-age=300",
  "X-Robots-Tag": "noindex, nofollow",
};

export async function answerPicture(outcome: Outcome<RoomPreview>, state: State): Promise<Response> {
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  const { activity, state: stage } = outcome.value;
  const say = speaker(joinWords, state.locale);
  const about = stage === "scheduled"
    ? say("picture_scheduled", openingWords(outcome.value, state.deps.now(), state.locale))
    : say(`picture_${stage}`);
  return await answerDrawn({ ...activity, about }, state);
}

export async function answerEventPicture(outcome: Outcome<EventPreview>, state: State): Promise<Response> {
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  const { activity, state: stage, startsAt: opensAt, schedule } = outcome.value;
  const say = speaker(eventWords, state.locale);
  const about = stage === "coming"
    ? say("picture_coming", openingWords({ opensAt, schedule }, state.deps.now(), state.locale))
    : say(`preview_${stage}`);
  return await answerDrawn({ ...activity, about }, state);
}

/** A picture that cannot be drawn is no reason to unfold a link without one. */
async function answerDrawn(picture: RoomPicture, { deps }: State): Promise<Response> {
  try {
    return new Response(await drawRoomPicture(picture), { headers: HEADERS });
  } catch (error) {
    deps.log.error("Failed to draw a room's picture", {}, error);
    return new Response(null, { status: 302, headers: { Location: "/preview.jpg" } });
  }
}
