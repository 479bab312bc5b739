/** "Take back", from the list of a room's invitations. */
import { revokeInvitation } from "../../../../../actions/revoke_invitation.ts";
import { define } from "../../../../../define.ts";
import { invitationId, roomId } from "../../../../../domain/ids.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readForm } from "../../../../(_http)/form.ts";
import { answerDeed, backTo } from "../../../(_deeds)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { id = "", invitationId: invitation = "" } = ctx.params;
    const back = backTo(roomId(id), await readForm(ctx.req));
    const asker = askerOf(ctx.req, ctx.state);
    return answerDeed(await revokeInvitation(ctx.state.deps, asker, roomId(id), invitationId(invitation)), back);
  },
});
