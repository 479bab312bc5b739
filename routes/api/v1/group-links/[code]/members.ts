import { joinGroup } from "../../../../../actions/join_group.ts";
import { define } from "../../../../../define.ts";
import { answer, refuse } from "../../(_json)/answer.ts";

/** Joins by the link, or asks to. Asking again answers the same. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await joinGroup(deps, viewer, ctx.params.code ?? "");
    if (!outcome.ok) return refuse(outcome.refusal, locale);
    const { group, membership: state } = outcome.value;
    const personId = viewer.kind === "person" ? viewer.personId : "";
    return answer({ membership: { groupId: group.id, personId, state } }, 201);
  },
});
