import { HttpError } from "fresh";
import { define } from "../../../define.ts";
import { accountHeaders } from "../../(_http)/account_headers.ts";
import { readBytes } from "../../(_http)/body.ts";

/** better-auth's own JSON calls: sign up, sign in, sign out. */
export const handler = define.handlers(async (ctx) => {
  const { deps, address } = ctx.state;
  const { method, url } = ctx.req;
  const bytes = await readBytes(ctx.req);
  if (bytes === null) throw new HttpError(413);
  const body = bytes.length === 0 ? null : bytes;
  return await deps.accounts.handle(new Request(url, { method, headers: accountHeaders(ctx.req, address), body }));
});
