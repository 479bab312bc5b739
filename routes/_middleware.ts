/**
 * Who is asking: the session cookie becomes the viewer that every deed gets. Static files and the socket's upgrade pass here
 * too; a request without a cookie costs nothing.
 */
import { define } from "../define.ts";

export default define.middleware(async (ctx) => {
  const { deps } = ctx.state;
  if (ctx.req.headers.has("cookie")) {
    const person = await deps.accounts.personOf(ctx.req.headers);
    if (person !== null) ctx.state.viewer = { kind: "person", personId: person.id, name: person.name };
  }
  return await ctx.next();
});
