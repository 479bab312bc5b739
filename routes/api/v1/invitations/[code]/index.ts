import { openInvitation } from "../../../../../actions/open_invitation.ts";
import { define } from "../../../../../define.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await openInvitation(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "", true);
    return answerOutcome(outcome, locale, ({ invitation, room, taken }) => ({
      by: invitation.madeBy.name,
      host: room.hostName,
      activity: room.activity,
      state: room.state,
      opensAt: room.opensAt.toISOString(),
      answer: invitation.answer,
      taken,
    }));
  },
});
