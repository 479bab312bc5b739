/** Saying whether one comes, by the form on an invitation's page; leads back to it. */
import { HttpError } from "fresh";
import { answerInvitation } from "../../../actions/answer_invitation.ts";
import { define } from "../../../define.ts";
import { invitationPath } from "../../../domain/invitation.ts";
import { answerBody } from "../../../protocol/invitations.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { seeOther } from "../../(_http)/see_other.ts";
import { answerTaken } from "../(_invitation)/invitation.ts";
import { InvitationPage } from "../(_invitation)/InvitationPage.tsx";

export const handler = define.handlers({
  /** Whoever reloads a page that was refused asks for it like this. */
  GET: (ctx) => seeOther(invitationPath(ctx.params.code ?? "")),

  async POST(ctx) {
    const code = ctx.params.code ?? "";
    const form = answerBody.safeParse(await readForm(ctx.req));
    if (!form.success) throw new HttpError(400);
    const outcome = await answerInvitation(ctx.state.deps, askerOf(ctx.req, ctx.state), code, form.data.answer);
    return answerTaken(outcome, ctx.state, { code, back: true });
  },
});

export default define.page<typeof handler>(function AnswerPage({ data, state }) {
  return <InvitationPage shown={data} state={state} />;
});
