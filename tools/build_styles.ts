/**
 * Bundles `styles/main.css` and what it imports into `static/styles.css`, minified. The same sources give the same bytes.
 */
import { build } from "esbuild";

const ROOT = new URL("../", import.meta.url);

/** Browsers that have light-dark(), oklch(), nesting of layers and :has(): nothing is rewritten for older ones. */
const TARGET = ["chrome123", "firefox121", "safari17.5"];

export async function buildStyles(): Promise<void> {
  await build({
    absWorkingDir: decodeURIComponent(ROOT.pathname),
    entryPoints: ["styles/main.css"],
    outfile: "static/styles.css",
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
