/** Before anything of a request is looked at: to everybody but the operator these pages do not exist. */
import { HttpError } from "fresh";
import { asOperator } from "../../actions/as_operator.ts";
import { define } from "../../define.ts";

export default define.middleware(async (ctx) => {
  const { deps, viewer } = ctx.state;
  const operator = await asOperator(deps, deps.db, viewer);
  if (!operator.ok) throw new HttpError(404);
  return await ctx.next();
});
