import { define } from "../../../define.ts";
import { answer, refuse } from "./(_json)/answer.ts";

/** Who the session cookie says one is. */
export const handler = define.handlers({
  async GET(ctx) {
    const person = await ctx.state.deps.accounts.personOf(ctx.req.headers);
    return person === null ? refuse("not_signed_in", ctx.state.locale) : answer(person);
  },
});
