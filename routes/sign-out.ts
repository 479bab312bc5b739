import { signOut } from "../actions/sign_out.ts";
import { define } from "../define.ts";
import { accountHeaders } from "./(_http)/account_headers.ts";
import { seeOther } from "./(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    return seeOther("/", await signOut(ctx.state.deps, accountHeaders(ctx.req, ctx.state.address)));
  },
});
