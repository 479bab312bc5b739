/** "Leave group", from the group's page. */
import { leaveGroup } from "../../../actions/leave_group.ts";
import { define } from "../../../define.ts";
import { groupId } from "../../../domain/ids.ts";
import { answerDeed } from "../(_group)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    return answerDeed(await leaveGroup(deps, viewer, id), id, "/groups");
  },
});
