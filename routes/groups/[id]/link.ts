/** "New link", from the page where a group is edited. */
import { replaceGroupLink } from "../../../actions/replace_group_link.ts";
import { define } from "../../../define.ts";
import { groupId } from "../../../domain/ids.ts";
import { answerDeed } from "../(_group)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    return answerDeed(await replaceGroupLink(deps, viewer, id), id);
  },
});
