import { blockPerson } from "../../../../actions/block_person.ts";
import { unblockPerson } from "../../../../actions/unblock_person.ts";
import { define } from "../../../../define.ts";
import { personId } from "../../../../domain/ids.ts";
import { answerOutcome } from "../(_json)/answer.ts";

export const handler = define.handlers({
  async PUT(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await blockPerson(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, () => ({ blocked: true }));
  },

  async DELETE(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await unblockPerson(deps, viewer, personId(ctx.params.personId ?? ""));
    return answerOutcome(outcome, locale, () => ({ blocked: false }));
  },
});
