import { findAccounts } from "../../../../../actions/find_accounts.ts";
import { define } from "../../../../../define.ts";
import { toAccountAnswer } from "../../../../../protocol/admin.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  /** People by name or address; without a search, those who are suspended. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await findAccounts(deps, viewer, ctx.url.searchParams.get("q") ?? "");
    return answerOutcome(outcome, locale, ({ people, more }) => ({ people: people.map(toAccountAnswer), more }));
  },
});
