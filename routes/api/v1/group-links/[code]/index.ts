import { openGroupLink } from "../../../../../actions/open_group_link.ts";
import { define } from "../../../../../define.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** What the link to join shows. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await openGroupLink(deps, viewer, ctx.params.code ?? "");
    return answerOutcome(outcome, locale, ({ group: { name, description, joining }, members, standing }) => ({
      group: { name, description, joining, memberCount: members },
      standing,
    }));
  },
});
