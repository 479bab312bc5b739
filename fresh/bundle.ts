/**
 * Bundles the islands for the browser: one chunk for each, shared code apart, dynamic imports in chunks of their own.
 * Same sources, same names: chunks are named by their content.
 */
import { basename, join, relative, resolve } from "node:path";
import { build, stop } from "esbuild";
import type { Chunk } from "./build_cache.ts";
import { importMapPlugin, readDenoConfig } from "./esbuild_plugin.ts";
import { islandsOfPages } from "./island_usage.ts";

export interface BundleOptions {
  root: string;
  islands: string[];
  /** The modules from which every page is reached; null when they cannot be known, and every island may be used. */
  pages: string[] | null;
  target: string | string[];
  isDevelopment: boolean;
}

export interface Bundle {
  files: { name: string; contents: Uint8Array<ArrayBuffer> }[];
  /** By file of an island; names of files, not yet paths. Null for one that no page uses. */
  islands: Map<string, Chunk | null>;
  boot: Chunk;
  signals: Chunk;
}

const BOOT = join(import.meta.dirname ?? "", "client/boot.ts");
const SIGNALS = join(import.meta.dirname ?? "", "client/signals.ts");

export async function bundle({ root, islands: found, pages, target, isDevelopment }: BundleOptions): Promise<Bundle> {
  const config = await readDenoConfig(root);
  try {
    const islands = pages === null ? found : await islandsOfPages(root, pages, found, config);
    const result = await build({
      absWorkingDir: root,
      entryPoints: [
        { in: BOOT, out: "boot" },
        { in: SIGNALS, out: "signals" },
        ...islands.map((path, i) => ({ in: path, out: `island-${basename(path).replace(/\..*$/, "")}-${i}` })),
      ],
      outdir: "/",
      entryNames: "[name]-[hash]",
      chunkNames: "[name]-[hash]",
      assetNames: "[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      conditions: ["browser"],
      target,
      minify: !isDevelopment,
      sourcemap: isDevelopment ? "inline" : false,
      treeShaking: true,
      legalComments: "none",
      jsx: "automatic",
      jsxImportSource: config.jsxImportSource,
      tsconfigRaw: "{}",
      define: { "process.env.NODE_ENV": JSON.stringify(isDevelopment ? "development" : "production") },
      plugins: [importMapPlugin(config)],
      metafile: true,
      write: false,
      logLevel: "silent",
    });

    const outputs = Object.entries(result.metafile.outputs);
    const chunkOf = (entry: string): Chunk => {
      const found = outputs.find(([, output]) => {
        return output.entryPoint !== undefined && resolve(root, output.entryPoint) === entry;
      });
      if (found === undefined) throw new Error(`The bundle has no chunk for ${relative(root, entry)}`);
      return { path: basename(found[0]), imports: staticImports(found[0], result.metafile.outputs) };
    };
    return {
      files: result.outputFiles.map(({ path, contents }) => ({
        name: basename(path),
        contents: new Uint8Array(contents),
      }))
        .sort((a, b) => a.name < b.name ? -1 : 1),
      islands: new Map(found.map((path) => [path, islands.includes(path) ? chunkOf(path) : null])),
      boot: chunkOf(BOOT),
      signals: chunkOf(SIGNALS),
    };
  } finally {
    await stop();
  }
}

type Outputs = Record<string, { imports: { path: string; kind: string }[] }>;

/** Everything a chunk cannot run without, direct or not; what it loads later is not part of it. */
function staticImports(entry: string, outputs: Outputs): string[] {
  const found = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(imported) || imported === entry) continue;
      found.add(imported);
      open.push(imported);
    }
  }
  return [...found].map((path) => basename(path)).sort();
}
