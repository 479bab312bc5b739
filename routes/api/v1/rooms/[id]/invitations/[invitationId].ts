import { revokeInvitation } from "../../../../../../actions/revoke_invitation.ts";
import { define } from "../../../../../../define.ts";
import { invitationId, roomId } from "../../../../../../domain/ids.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerDone } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async DELETE(ctx) {
    const { deps, locale } = ctx.state;
    const { id = "", invitationId: invitation = "" } = ctx.params;
    const asker = askerOf(ctx.req, ctx.state);
    return answerDone(await revokeInvitation(deps, asker, roomId(id), invitationId(invitation)), locale);
  },
});
