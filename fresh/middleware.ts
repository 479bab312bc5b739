/**
 * Middlewares and how a chain of them runs. `ctx.next` always means "the rest of the chain after me";
 * an error that passes through leaves itself in `ctx.error`.
 */
import type { Context } from "./context.ts";

export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** The older name of `Middleware`. */
export type MiddlewareFn<State> = Middleware<State>;

/** A middleware, or a function that loads one at the first request and is replaced by it. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

export function runMiddlewares<State>(
  chain: MaybeLazyMiddleware<State>[],
  ctx: Context<State>,
  last: () => Promise<Response>,
): Promise<Response> {
  async function run(index: number): Promise<Response> {
    const middleware = chain[index];
    if (middleware === undefined) return await last();
    ctx.next = () => run(index + 1);
    try {
      const result = await middleware(ctx);
      if (typeof result !== "function") return result;
      chain[index] = result;
      return await result(ctx);
    } catch (error) {
      ctx.error = error;
      throw error;
    }
  }
  return run(0);
}
