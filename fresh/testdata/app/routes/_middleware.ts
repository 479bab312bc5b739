import { define } from "../define.ts";

export default define.middleware((ctx) => {
  ctx.state.visitor = "anna";
  return ctx.next();
});
