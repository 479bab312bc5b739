/** Makes the secret address of one's own calendar, or another in its place; leads back to where it stands. */
import { replaceFeedToken } from "../../actions/calendar_feed.ts";
import { define } from "../../define.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const outcome = await replaceFeedToken(ctx.state.deps, ctx.state.viewer);
    return seeOther(outcome.ok ? "/events#calendar" : signInPath("/events"));
  },
});
