/**
 * Bundles the islands for the browser: one chunk for each, shared code apart, dynamic imports in chunks of their own.
 * Same sources, same names: chunks are named by their content. Packages come from node_modules by their npm names.
 */
import { basename, join, resolve } from "node:path";
import { build, type BuildOptions, stop } from "esbuild";
import type { Chunk } from "./build_cache.ts";

export interface Bundle {
  files: { name: string; contents: Uint8Array }[];
  /** By file of an island; null for one that no page uses. */
  islands: Map<string, Chunk | null>;
  boot: Chunk;
  signals: Chunk;
}

const CLIENT = join(import.meta.dirname ?? "", "client");
const BOOT = join(CLIENT, "boot.ts");
const SIGNALS = join(CLIENT, "signals.ts");

/** `pages` are the modules from which every page is reached. */
export async function bundle(
  root: string,
  islands: string[],
  pages: string[],
  options: Pick<BuildOptions, "target" | "minify" | "sourcemap">,
): Promise<Bundle> {
  const common = {
    absWorkingDir: root,
    outdir: "/",
    bundle: true,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: "{}",
    metafile: true,
    write: false,
    logLevel: "silent",
  } as const satisfies BuildOptions;
  try {
    // A file of the islands folder that only islands import is a part of them: as an entry point of its own it would only
    // cut their chunks into crumbs.
    const server = await build({ ...common, entryPoints: pages, platform: "node", packages: "external" });
    const importers = Object.entries(server.metafile.inputs).filter(([path]) => !islands.includes(join(root, path)));
    const used = new Set(importers.flatMap(([, { imports }]) => imports.map(({ path }) => join(root, path))));
    const { metafile: { outputs }, outputFiles } = await build({
      ...common,
      entryPoints: [BOOT, SIGNALS, ...islands.filter((path) => used.has(path))],
      entryNames: "[name]-[hash]",
      chunkNames: "[name]-[hash]",
      splitting: true,
      platform: "browser",
      alias: { "fresh/runtime": join(CLIENT, "runtime.ts") },
      legalComments: "none",
      define: { "process.env.NODE_ENV": '"production"' },
      ...options,
    });
    const chunkOf = (entry: string): Chunk => {
      const [path] = Object.entries(outputs).find(([, { entryPoint }]) => resolve(root, entryPoint ?? "") === entry) ??
        [];
      if (path === undefined) throw new Error(`The bundle has no chunk for ${entry}`);
      return { name: basename(path), imports: [...staticImports(path, outputs)].map((path) => basename(path)) };
    };
    return {
      files: outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }))
        .sort((a, b) => a.name < b.name ? -1 : 1),
      islands: new Map(islands.map((path) => [path, used.has(path) ? chunkOf(path) : null])),
      boot: chunkOf(BOOT),
      signals: chunkOf(SIGNALS),
    };
  } finally {
    await stop();
  }
}

type Outputs = Record<string, { imports: { path: string; kind: string }[] }>;

/** Everything a chunk cannot run without, direct or not; what it loads later is not part of it. */
function staticImports(path: string, outputs: Outputs, found: Set<string> = new Set()): Set<string> {
  for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
    if (kind !== "import-statement" || found.has(imported)) continue;
    found.add(imported);
    staticImports(imported, outputs, found);
  }
  return found;
}
