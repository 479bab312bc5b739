import { makePersonalLink } from "../../../../../../actions/make_personal_link.ts";
import { define } from "../../../../../../define.ts";
import { roomId } from "../../../../../../domain/ids.ts";
import { personalLinkBody, toInvitationAnswer } from "../../../../../../protocol/invitations.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerOutcome, readBody } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, personalLinkBody, locale);
    if (!read.ok) return read.response;
    const outcome = await makePersonalLink(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""), read.body);
    return answerOutcome(
      outcome,
      locale,
      (invitation) => ({ invitation: toInvitationAnswer(invitation, deps.publicUrl, deps.now()) }),
      201,
    );
  },
});
