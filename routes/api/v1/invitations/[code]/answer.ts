import { answerInvitation } from "../../../../../actions/answer_invitation.ts";
import { define } from "../../../../../define.ts";
import { answerBody } from "../../../../../protocol/invitations.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readBody } from "../../(_json)/answer.ts";
import { answerTaken } from "../../(_json)/answer_taken.ts";

export const handler = define.handlers({
  async PUT(ctx) {
    const { state } = ctx;
    const read = await readBody(ctx.req, answerBody, state.locale);
    if (!read.ok) return read.response;
    const asker = askerOf(ctx.req, state);
    return answerTaken(await answerInvitation(state.deps, asker, ctx.params.code ?? "", read.body.answer), state);
  },
});
