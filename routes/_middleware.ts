/**
 * Who is asking: the session cookie becomes the viewer that every deed gets, and a session that is renewed on the way gets
 * its new cookies into the answer. A request without a cookie costs nothing.
 */
import { define } from "../define.ts";
import { accountHeaders } from "./(_http)/account_headers.ts";

export default define.middleware(async (ctx) => {
  const { deps, address } = ctx.state;
  if (!ctx.req.headers.has("cookie")) return await ctx.next();
  const { person, cookies } = await deps.accounts.sessionOf(accountHeaders(ctx.req, address));
  if (person !== null) ctx.state.viewer = { kind: "person", personId: person.id, name: person.name };
  const response = await ctx.next();
  if (response.status !== 101 && !response.headers.has("set-cookie")) {
    for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  }
  return response;
});
