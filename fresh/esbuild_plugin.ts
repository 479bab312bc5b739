/**
 * Makes esbuild see imports as Deno does: through the import map of the deno.json nearest to the root. Packages come
 * from node_modules. What cannot run in a browser is refused by name instead of being bundled.
 */
import { dirname, join } from "node:path";
import type { OnResolveArgs, OnResolveResult, Plugin } from "esbuild";

export interface DenoConfig {
  dir: string;
  imports: Record<string, string>;
  jsxImportSource: string;
}

export async function readDenoConfig(root: string): Promise<DenoConfig> {
  for (let dir = root;; dir = dirname(dir)) {
    const text = await readIfPresent(join(dir, "deno.json"));
    if (text !== null) {
      const { imports = {}, compilerOptions = {} } = JSON.parse(text);
      return { dir, imports, jsxImportSource: compilerOptions.jsxImportSource ?? "preact" };
    }
    if (dir === dirname(dir)) throw new Error(`There is no deno.json in ${root} or above`);
  }
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

const CLIENT_RUNTIME = join(import.meta.dirname ?? "", "client/runtime.ts");
const SERVER_ONLY = new Set(["fresh", "fresh/dev", "fresh/internal"]);

export function importMapPlugin(config: DenoConfig): Plugin {
  return {
    name: "deno-import-map",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args: OnResolveArgs): Promise<OnResolveResult | null> => {
        if (args.kind === "entry-point" || args.pluginData === "mapped") return null;
        if (args.path === "fresh/runtime") return { path: CLIENT_RUNTIME };
        if (SERVER_ONLY.has(args.path)) {
          return { errors: [{ text: `"${args.path}" is for the server; islands may import "fresh/runtime"` }] };
        }
        const target = mapSpecifier(args.path, config.imports);
        if (target.startsWith("./") || target.startsWith("../")) return { path: join(config.dir, target) };
        if (/^(jsr|https?):/.test(target)) return { errors: [{ text: `"${target}" is not an npm package` }] };
        const specifier = target.replace(/^npm:\/?((?:@[^/]+\/)?[^@/]+)(?:@[^/]+)?/, "$1");
        const isOurs = target !== args.path;
        return await build.resolve(specifier, {
          kind: args.kind,
          importer: args.importer,
          resolveDir: isOurs ? config.dir : args.resolveDir,
          pluginData: "mapped",
        });
      });
    },
  };
}

/** The longest key that is the specifier, or a folder above it, decides. */
export function mapSpecifier(specifier: string, imports: Record<string, string>): string {
  const exact = imports[specifier];
  if (exact !== undefined) return exact;
  const keys = Object.keys(imports).sort((a, b) => b.length - a.length);
  const folder = keys.find((key) => key.endsWith("/") && specifier.startsWith(key));
  return folder === undefined ? specifier : `${imports[folder]}${specifier.slice(folder.length)}`;
}
