import { define } from "../../define.ts";
import { refuse } from "./v1/(_json)/answer.ts";

/** Calls that do not exist answer as JSON like the others, not with the page for lost people. */
export const handler = define.handlers((ctx) => refuse("not_found", ctx.state.locale));
