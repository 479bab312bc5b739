/** "Delete group", from the page where it is edited. */
import { deleteGroup } from "../../../actions/delete_group.ts";
import { define } from "../../../define.ts";
import { groupId } from "../../../domain/ids.ts";
import { answerDeed } from "../(_group)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    return answerDeed(await deleteGroup(deps, viewer, id), id, "/groups");
  },
});
