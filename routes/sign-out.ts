import { signOut } from "../actions/sign_out.ts";
import { define } from "../define.ts";
import { seeOther } from "./(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    return seeOther("/", await signOut(ctx.state.deps, ctx.req.headers));
  },
});
