import { takeInvitation } from "../../../../../actions/take_invitation.ts";
import { define } from "../../../../../define.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerTaken } from "../../(_json)/answer_taken.ts";

export const handler = define.handlers({
  /** A guest is known by the room's seat cookie from then on. */
  async POST(ctx) {
    const { state } = ctx;
    return answerTaken(await takeInvitation(state.deps, askerOf(ctx.req, state), ctx.params.code ?? ""), state);
  },
});
