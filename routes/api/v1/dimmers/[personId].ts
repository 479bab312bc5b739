import { clearDimmer } from "../../../../actions/clear_dimmer.ts";
import { setDimmer } from "../../../../actions/set_dimmer.ts";
import { define } from "../../../../define.ts";
import { personId } from "../../../../domain/ids.ts";
import { setDimmerBody, toDimmerAnswer } from "../../../../protocol/friends.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async PUT(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, setDimmerBody, locale);
    if (!read.ok) return read.response;
    const until = read.body.until === null ? null : new Date(read.body.until);
    const outcome = await setDimmer(deps, viewer, personId(ctx.params.personId ?? ""), { until });
    return answerOutcome(outcome, locale, (dimmer) => ({ dimmer: toDimmerAnswer(dimmer) }));
  },

  async DELETE(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await clearDimmer(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, () => ({ dimmer: null }));
  },
});
