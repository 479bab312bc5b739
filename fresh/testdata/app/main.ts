/** A small application that exercises what `fresh/` has; tests build and serve it. */
import { App, csp, csrf, staticFiles } from "fresh";
import type { State } from "./define.ts";

export const app = new App<State>()
  .use(csp({ useNonce: true }))
  .use(staticFiles())
  .use(csrf())
  .fsRoutes();
