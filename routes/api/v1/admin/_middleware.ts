/** Before anything of a call is looked at: to everybody but the operator it answers as a call that does not exist. */
import { asOperator } from "../../../../actions/as_operator.ts";
import { define } from "../../../../define.ts";
import { refuse } from "../(_json)/answer.ts";

export default define.middleware(async (ctx) => {
  const { deps, viewer, locale } = ctx.state;
  const operator = await asOperator(deps, deps.db, viewer);
  return operator.ok ? await ctx.next() : refuse("not_found", locale);
});
