/** better-auth's own JSON calls: sign up, sign in, sign out. */
import { define } from "../../../define.ts";

export const handler = define.handlers((ctx) => ctx.state.deps.accounts.handle(ctx.req));
