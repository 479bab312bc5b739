import { define } from "../../../define.ts";
import { accountHeaders } from "../../(_http)/account_headers.ts";
import { answer, refuse } from "./(_json)/answer.ts";

/** Who the session cookie says one is. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, address } = ctx.state;
    const { person } = await deps.accounts.sessionOf(accountHeaders(ctx.req, address));
    return person === null ? refuse("not_signed_in", ctx.state.locale) : answer(person);
  },
});
