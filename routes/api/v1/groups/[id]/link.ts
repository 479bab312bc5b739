import { replaceGroupLink } from "../../../../../actions/replace_group_link.ts";
import { define } from "../../../../../define.ts";
import { groupId } from "../../../../../domain/ids.ts";
import { toGroupAnswer } from "../../../../../protocol/groups.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** A new link to join; the old one leads nowhere. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await replaceGroupLink(deps, viewer, groupId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (group) => ({ group: toGroupAnswer(group, deps.publicUrl) }));
  },
});
