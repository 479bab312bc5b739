import { readFeedToken, replaceFeedToken } from "../../../actions/calendar_feed.ts";
import { define } from "../../../define.ts";
import { toFeedAnswer } from "../../../protocol/events.ts";
import { answerOutcome } from "./(_json)/answer.ts";

export const handler = define.handlers({
  /** The address of the caller's calendar; null while there is none. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    return answerOutcome(await readFeedToken(deps, viewer), locale, (token) => toFeedAnswer(token, deps.publicUrl));
  },

  /** Another address in its place. */
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await replaceFeedToken(deps, viewer);
    return answerOutcome(outcome, locale, (token) => toFeedAnswer(token, deps.publicUrl), 201);
  },
});
