import { define } from "../../../define.ts";
import { accountHeaders } from "../../(_http)/account_headers.ts";

/** better-auth's own JSON calls: sign up, sign in, sign out. */
export const handler = define.handlers((ctx) => {
  const { deps, address } = ctx.state;
  return deps.accounts.handle(new Request(ctx.req, { headers: accountHeaders(ctx.req, address) }));
});
