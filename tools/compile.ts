// deno-lint-ignore-file no-console
/**
 * The single binary, `deno task compile [-- OUTPUT]`: builds, then embeds the app with its islands, static files and npm
 * packages. `DENORT_BIN` (Deno's own variable) names the runtime half where it cannot be downloaded.
 */
import { buildOrExit } from "./build_or_exit.ts";
import { runLoudly } from "./process.ts";
import { YOUNG_SPACE } from "./young_space.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** Written beside the built app, because what a binary imports must be known when it is made. */
const ENTRY_FILE = "_fresh/binary.ts";
const ENTRY = `import { endWithTerminalOrNpm } from "../tools/ending.ts";
import { readConfigOrExit, serve } from "../tools/serve.ts";

await serve(readConfigOrExit(), () => import("./server.js"));
endWithTerminalOrNpm(null);
`;

/** Only the packages that the app imports, so that bundler, browser driver and test tools stay out. */
const PACKAGES = ["--node-modules-dir=none", "--exclude-unused-npm"];

const [output = "dist/ajar"] = Deno.args.filter((argument) => argument !== "--");
Deno.chdir(ROOT);
await buildOrExit();
await Deno.writeTextFile(ENTRY_FILE, ENTRY);
const options = [
  "-A",
  "--no-check",
  YOUNG_SPACE,
  ...PACKAGES,
  "--include=_fresh",
  "--include=static",
  `--output=${output}`,
];
if (!await runLoudly(["deno", "compile", ...options, ENTRY_FILE], { NO_COLOR: "1" })) Deno.exit(1);
const { size } = await Deno.stat(output);
console.log(`${output}: ${(size / 2 ** 20).toFixed(1)} MiB`);
