/** Middlewares and how a chain of them runs: `ctx.next` always means "the rest of the chain after me". */
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";

export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** Where a chain ends without an answer, nothing was found. */
export function runMiddlewares<State>(chain: Middleware<State>[], ctx: Context<State>): Promise<Response> {
  async function run(index: number): Promise<Response> {
    const middleware = chain[index];
    if (middleware === undefined) throw new HttpError(404);
    ctx.next = () => run(index + 1);
    const response = await middleware(ctx);
    if (!(response instanceof Response)) throw new TypeError(`Expected a Response, but got: ${response}`);
    return response;
  }
  return run(0);
}
