/** Bundles the service worker into `static/`, minified. The same sources give the same bytes. */
import { build } from "esbuild";

const ROOT = new URL("../", import.meta.url);

export async function buildWorker(): Promise<void> {
  await build({
    absWorkingDir: decodeURIComponent(ROOT.pathname),
    entryPoints: { worker: "client/service_worker.ts" },
    outdir: "static",
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    legalComments: "none",
    target: ["chrome123", "firefox121", "safari17.5"],
    logLevel: "silent",
  });
}

if (import.meta.main) {
  await buildWorker();
  Deno.exit();
}
