import { askReminder } from "../../../../../actions/ask_reminder.ts";
import { define } from "../../../../../define.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** Being told of a room that is to open, or not any more. */
export const handler = define.handlers({
  async PUT(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await askReminder(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "", true);
    return answerOutcome(outcome, locale, (reminded) => ({ reminded }));
  },

  async DELETE(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await askReminder(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "", false);
    return answerOutcome(outcome, locale, (reminded) => ({ reminded }));
  },
});
