/**
 * Bundles the style sheets and what they import into `static/`, minified. The same sources give the same bytes.
 */
import { build } from "esbuild";

const ROOT = new URL("../", import.meta.url);

/** Browsers that have light-dark(), oklch(), nesting of layers and :has(): nothing is rewritten for older ones. */
const TARGET = ["chrome123", "firefox121", "safari17.5"];

const SHEETS = { styles: "styles/main.css", call: "styles/call_main.css" };

export async function buildStyles(): Promise<void> {
  await build({
    absWorkingDir: decodeURIComponent(ROOT.pathname),
    entryPoints: SHEETS,
    outdir: "static",
    bundle: true,
    minify: true,
    legalComments: "none",
    target: TARGET,
    logLevel: "silent",
  });
}

if (import.meta.main) {
  await buildStyles();
  Deno.exit();
}
