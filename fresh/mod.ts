/**
 * The part of Fresh 2.3's public API that this application uses, under Fresh's own names.
 * README.md lists what is in and what is left out.
 */
export { App, type FreshConfig, type ListenOptions } from "./app.ts";
export type { Context } from "./context.ts";
export { csp, type CSPOptions } from "./csp.ts";
export { csrf, type CsrfOptions } from "./csrf.ts";
export { createDefine, type Define } from "./define.ts";
export { HttpError } from "./error.ts";
export type { Middleware } from "./middleware.ts";
export {
  type HandlerByMethod,
  type HandlerFn,
  page,
  type PageProps,
  type PageResponse,
  type RouteHandler,
} from "./route.ts";
export { staticFiles } from "./static_files.ts";
