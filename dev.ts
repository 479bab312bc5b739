/**
 * Builds the style sheet, the service worker and the islands: `deno run -A dev.ts build` into `_fresh/`, without `build` it serves and, run with
 * `--watch`, starts anew on every change.
 */
import { Builder } from "fresh/dev";
import { buildStyles } from "./tools/build_styles.ts";
import { buildWorker } from "./tools/build_worker.ts";

await buildStyles();
await buildWorker();
const builder = new Builder({ target: "es2022" });
if (Deno.args.includes("build")) {
  await builder.build();
} else {
  await builder.listen(() => import("./main.ts"));
}
