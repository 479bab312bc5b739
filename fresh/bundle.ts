/**
 * Bundles the islands for the browser: one chunk for each, shared code apart, dynamic imports in chunks of their own.
 * Same sources, same names: chunks are named by their content. Packages come from node_modules by their npm names.
 */
import { basename, join, relative } from "node:path";
import { build, type BuildOptions, stop } from "esbuild";
import type { Chunk } from "./build_cache.ts";

export interface BundleOptions {
  root: string;
  islands: string[];
  /** The modules from which every page is reached. */
  pages: string[];
  target: string | string[];
  isDevelopment: boolean;
}

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

export async function bundle({ root, islands, pages, target, isDevelopment }: BundleOptions): Promise<Bundle> {
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
    const used = new Set(
      Object.entries(server.metafile.inputs).flatMap(([path, { imports }]) =>
        islands.includes(join(root, path)) ? [] : imports.map((target) => join(root, target.path))
      ),
    );
    const { metafile: { outputs }, outputFiles } = await build({
      ...common,
      entryPoints: [BOOT, SIGNALS, ...islands.filter((path) => used.has(path))],
      entryNames: "[name]-[hash]",
      chunkNames: "[name]-[hash]",
      splitting: true,
      platform: "browser",
      alias: { "fresh/runtime": join(CLIENT, "runtime.ts") },
      target,
      minify: !isDevelopment,
      sourcemap: isDevelopment ? "inline" : false,
      legalComments: "none",
      define: { "process.env.NODE_ENV": JSON.stringify(isDevelopment ? "development" : "production") },
    });
    const chunkOf = (entry: string): Chunk => {
      const found = Object.entries(outputs).find(([, { entryPoint }]) =>
        entryPoint && join(root, entryPoint) === entry
      );
      if (found === undefined) throw new Error(`The bundle has no chunk for ${relative(root, entry)}`);
      return { name: basename(found[0]), imports: [...staticImports(found[0], outputs)].map((path) => basename(path)) };
    };
    const files = outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
    return {
      files: files.sort((a, b) => a.name < b.name ? -1 : 1),
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
