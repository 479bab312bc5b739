import { changeNoticeChoices } from "../../../../actions/change_notice_choices.ts";
import { readNoticeChoices } from "../../../../actions/read_notice_choices.ts";
import { define } from "../../../../define.ts";
import { noticeChoicesBody, toChoiceList, toNoticeChoicesAnswer } from "../../../../protocol/notice_choices.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    return answerOutcome(await readNoticeChoices(deps, viewer), locale, toNoticeChoicesAnswer);
  },

  async PUT(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, noticeChoicesBody, locale);
    if (!read.ok) return read.response;
    const { choices, ...others } = read.body;
    const outcome = await changeNoticeChoices(deps, viewer, { ...others, choices: toChoiceList(choices) });
    return answerOutcome(outcome, locale, toNoticeChoicesAnswer);
  },
});
