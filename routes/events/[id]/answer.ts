/** Says whether one comes, or takes that back; leads back to the event. */
import { HttpError } from "fresh";
import { answerEvent } from "../../../actions/answer_event.ts";
import { define } from "../../../define.ts";
import { eventPath } from "../../../domain/event.ts";
import { roomCode } from "../../../domain/ids.ts";
import { statusOf } from "../../../protocol/api.ts";
import { answerEventBody } from "../../../protocol/events.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { eventPlace } from "../../(_http)/event_place.ts";
import { readForm } from "../../(_http)/form.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { answer } = await readForm(ctx.req);
    const read = answerEventBody.safeParse({ answer });
    if (!read.success && answer !== "none") throw new HttpError(400);
    const place = eventPlace(ctx.params, ctx.url);
    const back = eventPath(place.id, place.link === null ? null : roomCode(place.link));
    const wish = read.success ? read.data.answer : null;
    const outcome = await answerEvent(ctx.state.deps, askerOf(ctx.req, ctx.state), place, wish);
    if (outcome.ok || outcome.refusal === "event_over") return seeOther(back);
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(back));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
