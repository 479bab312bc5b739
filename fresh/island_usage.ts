/**
 * Finds the islands that pages use, following imports from main.ts and the routes. A file of the islands folder that only
 * other islands import is a part of them: as an entry point of its own it would only cut their chunks into crumbs.
 */
import { extname, join, relative } from "node:path";
import { build, type Plugin } from "esbuild";
import { type DenoConfig, mapSpecifier } from "./esbuild_plugin.ts";

export async function islandsOfPages(
  root: string,
  entries: string[],
  islands: string[],
  config: DenoConfig,
): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: "/",
    bundle: true,
    metafile: true,
    write: false,
    format: "esm",
    platform: "node",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: config.jsxImportSource,
    tsconfigRaw: "{}",
    treeShaking: false,
    plugins: [ownModulesPlugin(config)],
    logLevel: "silent",
  });
  const isIsland = new Set(islands.map((path) => relative(root, path)));
  const imported = new Set(
    Object.entries(metafile.inputs).flatMap(([path, input]) => {
      return isIsland.has(path) ? [] : input.imports.map((target) => target.path);
    }),
  );
  return islands.filter((path) => imported.has(relative(root, path)));
}

/** Follows what the import map makes local, and leaves out packages and everything that is not code. */
function ownModulesPlugin(config: DenoConfig): Plugin {
  return {
    name: "own-modules",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === "entry-point") return null;
        const target = mapSpecifier(path, config.imports);
        const isOwn = target.startsWith("./") || target.startsWith("../");
        if (!isOwn || path.startsWith("fresh") || !/^\.[tj]sx?$/.test(extname(target))) return { path, external: true };
        return target === path ? null : { path: join(config.dir, target) };
      });
    },
  };
}
