/**
 * Builds the style sheet and the islands: `deno run -A dev.ts build` into `_fresh/`, without `build` it serves and, run with
 * `--watch`, starts anew on every change.
 */
import { Builder } from "fresh/dev";
import { buildStyles } from "./tools/build_styles.ts";

await buildStyles();
const builder = new Builder({ target: "es2022" });
if (Deno.args.includes("build")) {
  await builder.build();
} else {
  await builder.listen(() => import("./main.ts"));
}
