/** Calls an event off; leads back to its page, which says so. */
import { HttpError } from "fresh";
import { cancelEvent } from "../../../actions/cancel_event.ts";
import { define } from "../../../define.ts";
import { eventPath } from "../../../domain/event.ts";
import { statusOf } from "../../../protocol/api.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { eventPlace } from "../../(_http)/event_place.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const place = eventPlace(ctx.params, ctx.url);
    const outcome = await cancelEvent(ctx.state.deps, askerOf(ctx.req, ctx.state), place);
    if (outcome.ok) return seeOther(eventPath(place.id));
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(eventPath(place.id)));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
