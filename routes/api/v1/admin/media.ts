import { define } from "../../../../define.ts";
import { toMediaAnswer } from "../../../../protocol/admin.ts";
import { answer } from "../(_json)/answer.ts";

/** The media server's state and version, and whether that has known holes. */
export const handler = define.handlers({
  GET: (ctx) => answer(toMediaAnswer(ctx.state.deps.gateway.health())),
});
