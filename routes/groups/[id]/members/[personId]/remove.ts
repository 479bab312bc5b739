/** "Remove", beside a member. */
import { removeMember } from "../../../../../actions/remove_member.ts";
import { define } from "../../../../../define.ts";
import { groupId, personId } from "../../../../../domain/ids.ts";
import { answerDeed } from "../../../(_group)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    return answerDeed(await removeMember(deps, viewer, id, personId(ctx.params.personId ?? "")), id);
  },
});
