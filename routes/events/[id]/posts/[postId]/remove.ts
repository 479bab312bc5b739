/** Takes away what was written under an event; leads back to it. A second press changes nothing. */
import { HttpError } from "fresh";
import { removePost } from "../../../../../actions/remove_post.ts";
import { define } from "../../../../../define.ts";
import { eventPath } from "../../../../../domain/event.ts";
import { eventPostId, roomCode } from "../../../../../domain/ids.ts";
import { statusOf } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { seeOther, signInPath } from "../../../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const place = eventPlace(ctx.params, ctx.url);
    const back = eventPath(place.id, place.link === null ? null : roomCode(place.link));
    const id = eventPostId(ctx.params.postId ?? "");
    const outcome = await removePost(ctx.state.deps, askerOf(ctx.req, ctx.state), place, id);
    if (outcome.ok || outcome.refusal === "not_found") return seeOther(`${back}#talk`);
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(back));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
