import { askReminder } from "../../../../../actions/ask_reminder.ts";
import { askReminderByMail } from "../../../../../actions/ask_reminder_by_mail.ts";
import { define } from "../../../../../define.ts";
import { reminderByMailBody } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerDone, answerOutcome, readBody } from "../../(_json)/answer.ts";

/** Being told of a room that is to open, or not any more. */
export const handler = define.handlers({
  async PUT(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await askReminder(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "", true);
    return answerOutcome(outcome, locale, (reminded) => ({ reminded }));
  },

  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, reminderByMailBody, locale);
    if (!read.ok) return read.response;
    const asker = askerOf(ctx.req, ctx.state);
    return answerDone(await askReminderByMail(deps, asker, ctx.params.code ?? "", read.body.email), locale);
  },

  async DELETE(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await askReminder(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "", false);
    return answerOutcome(outcome, locale, (reminded) => ({ reminded }));
  },
});
