import { readAccount } from "../../../../../../actions/read_account.ts";
import { define } from "../../../../../../define.ts";
import { personId } from "../../../../../../domain/ids.ts";
import { toAccountAnswer } from "../../../../../../protocol/admin.ts";
import { answerOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await readAccount(deps, viewer, personId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, ({ account }) => ({ person: toAccountAnswer(account) }));
  },
});
