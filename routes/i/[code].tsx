/**
 * An invitation's link: what it says, and taking it up by a form, so that a program that looks at links uses none up. Then the room's
 * own link opens, to which it leads.
 */
import { takeInvitation } from "../../actions/take_invitation.ts";
import { define } from "../../define.ts";
import { askerOf } from "../(_http)/asker.ts";
import { answerTaken, showInvitation } from "./(_invitation)/invitation.ts";
import { InvitationPage } from "./(_invitation)/InvitationPage.tsx";

export const handler = define.handlers({
  GET: (ctx) => showInvitation(ctx, ctx.params.code ?? ""),

  async POST(ctx) {
    const code = ctx.params.code ?? "";
    const outcome = await takeInvitation(ctx.state.deps, askerOf(ctx.req, ctx.state), code);
    return answerTaken(outcome, ctx.state, { code, back: false });
  },
});

export default define.page<typeof handler>(function Invitation({ data, state }) {
  return <InvitationPage shown={data} state={state} />;
});
