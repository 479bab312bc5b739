import { removePost } from "../../../../../../actions/remove_post.ts";
import { define } from "../../../../../../define.ts";
import { eventPostId } from "../../../../../../domain/ids.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../../(_http)/event_place.ts";
import { answerDone } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async DELETE(ctx) {
    const { deps, locale } = ctx.state;
    const id = eventPostId(ctx.params.postId ?? "");
    const place = eventPlace(ctx.params, ctx.url);
    return answerDone(await removePost(deps, askerOf(ctx.req, ctx.state), place, id), locale);
  },
});
