/** "Decline", beside who asks to join. */
import { declineMember } from "../../../../../actions/decline_member.ts";
import { define } from "../../../../../define.ts";
import { groupId, personId } from "../../../../../domain/ids.ts";
import { answerRequest } from "../../../(_group)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    return answerRequest(await declineMember(deps, viewer, id, personId(ctx.params.personId ?? "")), id);
  },
});
