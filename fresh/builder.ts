/**
 * Builds an application: crawls its folders, bundles its islands, and writes `_fresh/`, or keeps it all in memory
 * while developing. The build's id is the hash of what browsers get: equal sources keep their addresses.
 */
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { App, type ListenOptions, setBuildCache } from "./app.ts";
import { type BuildCache, type Chunk, registerIslands, type StaticFile } from "./build_cache.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { contentTypeOf } from "./content_type.ts";
import { findIslands, findRoutes, type FoundRoute, listFiles } from "./crawl.ts";
import { compiledEntrySource, serverSource, snapshotSource } from "./snapshot.ts";

export interface BuildOptions {
  /** What the browsers' code is written for, in esbuild's words. Default: es2022. */
  target?: string | string[];
  /** Default: the current folder. The other folders are relative to it. */
  root?: string;
  /** Default: _fresh */
  outDir?: string;
  /** Default: static */
  staticDir?: string;
  /** Default: islands */
  islandDir?: string;
  /** Default: routes */
  routeDir?: string;
  /** Files to pass over. Default: tests. */
  ignore?: RegExp[];
}

export type ResolvedBuildConfig = Required<BuildOptions> & { mode: "development" | "production"; buildId: string };

const TEST_FILE = /[._]test\.[tj]sx?$/;

interface Build {
  bundle: Bundle;
  buildId: string;
  routes: FoundRoute[];
  /** By path below the static folder, with a leading slash. */
  staticFiles: Map<string, { filePath: string; contents: Uint8Array<ArrayBuffer>; etag: string }>;
}

// deno-lint-ignore no-explicit-any -- a builder does not care for the application's state
export class Builder<State = any> {
  config: ResolvedBuildConfig;

  constructor(options: BuildOptions = {}) {
    const root = toPath(options.root ?? ".", Deno.cwd());
    this.config = {
      target: options.target ?? "es2022",
      root,
      outDir: toPath(options.outDir ?? "_fresh", root),
      staticDir: toPath(options.staticDir ?? "static", root),
      islandDir: toPath(options.islandDir ?? "islands", root),
      routeDir: toPath(options.routeDir ?? "routes", root),
      ignore: options.ignore ?? [TEST_FILE],
      mode: "production",
      buildId: "",
    };
  }

  /** Builds to disk, or with `snapshot: "memory"` for the application that the result is called with. */
  async build(
    options: { mode?: "development" | "production"; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    this.config.mode = options.mode ?? "production";
    const isOnDisk = options.snapshot !== "memory";
    const built = await this.#build(isOnDisk);
    if (isOnDisk) {
      await this.#write(built);
      return () => {
        throw new Error(`This build is on disk: serve it by ${join(this.config.outDir, "server.js")}`);
      };
    }
    const cache = await this.#load(built);
    return (app) => setBuildCache(app, cache, this.config.mode);
  }

  /** Builds in memory and serves, in development mode. `deno run --watch` starts it anew after changes. */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    const attach = await this.build({ mode: "development", snapshot: "memory" });
    const imported = await importApp();
    const app = imported instanceof App ? imported : imported.app;
    attach(app);
    await app.listen(options);
  }

  async #build(isOnDisk: boolean): Promise<Build> {
    const { root, staticDir, islandDir, routeDir, outDir, ignore, target, mode } = this.config;
    const [islands, routes, paths] = await Promise.all([
      findIslands(islandDir, routeDir, ignore),
      findRoutes(routeDir, ignore),
      listFiles(staticDir),
    ]);
    // On disk, server.js starts from main.ts; in memory, any module may bring pages.
    const pages = isOnDisk ? [join(root, "main.ts"), ...routes.map((route) => route.filePath)] : null;
    const [bundled, files] = await Promise.all([
      bundle({ root, islands, pages, target, isDevelopment: mode === "development" }),
      Promise.all(
        paths.filter((path) => !path.startsWith(`${outDir}/`)).map(async (filePath) => {
          const contents = await Deno.readFile(filePath);
          return [`/${relative(staticDir, filePath)}`, { filePath, contents, etag: await hash(contents) }] as const;
        }),
      ),
    ]);
    const names = [...bundled.files.map((file) => file.name), ...files.map(([path, { etag }]) => `${path} ${etag}`)];
    const buildId = (await hash(new TextEncoder().encode(names.join("\n")))).slice(0, 16);
    this.config.buildId = buildId;
    return { bundle: bundled, buildId, routes, staticFiles: new Map(files) };
  }

  async #write(built: Build): Promise<void> {
    const { outDir, root } = this.config;
    const scriptDir = `static/_fresh/js/${built.buildId}`;
    await Deno.remove(join(outDir, "static"), { recursive: true }).catch(ignoreMissing);
    await Deno.mkdir(join(outDir, scriptDir), { recursive: true });
    await Promise.all(
      built.bundle.files.map(({ name, contents }) => Deno.writeFile(join(outDir, scriptDir, name), contents)),
    );
    const scripts = await Promise.all(built.bundle.files.map(async ({ name, contents }) => {
      return { url: urlOf(built, name), file: `${scriptDir}/${name}`, contents, etag: await hash(contents) };
    }));
    const statics = [...built.staticFiles].map(([url, { filePath, contents, etag }]) => {
      return { url, file: relative(outDir, filePath), contents, etag };
    });
    const source = snapshotSource({
      outDir,
      root: relative(outDir, root),
      buildId: built.buildId,
      boot: withPaths(built, built.bundle.boot),
      signals: withPaths(built, built.bundle.signals),
      islands: [...built.bundle.islands].map(([filePath, chunk]) => ({
        filePath,
        chunk: chunk && withPaths(built, chunk),
      })),
      routes: built.routes,
      staticFiles: [...scripts, ...statics].map(({ url, file, contents, etag }) => {
        return [url, file, contentTypeOf(url), contents.byteLength, etag];
      }),
    });
    await Deno.writeTextFile(join(outDir, "snapshot.js"), source);
    await Deno.writeTextFile(join(outDir, "server.js"), serverSource(outDir, root));
    await Deno.writeTextFile(join(outDir, "compiled-entry.js"), compiledEntrySource());
  }

  async #load(built: Build): Promise<BuildCache> {
    const modules = await Promise.all([...built.bundle.islands].map(async ([filePath, chunk]) => {
      return { mod: await importFile(filePath), chunk: chunk && withPaths(built, chunk) };
    }));
    const routes = await Promise.all(built.routes.map(async ({ filePath, lazy, ...route }) => {
      return { ...route, mod: lazy ? () => importFile(filePath) : await importFile(filePath) };
    }));
    const scripts = await Promise.all(built.bundle.files.map(async ({ name, contents }) => {
      return [urlOf(built, name), inMemory(name, contents, await hash(contents))] as const;
    }));
    const statics = [...built.staticFiles].map(([url, { contents, etag }]) => {
      return [url, inMemory(url, contents, etag)] as const;
    });
    return {
      buildId: built.buildId,
      root: this.config.root,
      boot: withPaths(built, built.bundle.boot),
      signals: withPaths(built, built.bundle.signals),
      islands: registerIslands(modules),
      routes,
      staticFiles: new Map([...scripts, ...statics]),
    };
  }
}

function inMemory(name: string, contents: Uint8Array<ArrayBuffer>, etag: string): StaticFile {
  return {
    contentType: contentTypeOf(name),
    sizeBytes: contents.byteLength,
    etag,
    read: () => Promise.resolve(contents),
  };
}

function urlOf(built: Build, name: string): string {
  return `/_fresh/js/${built.buildId}/${name}`;
}

function withPaths(built: Build, chunk: Chunk): Chunk {
  return { path: urlOf(built, chunk.path), imports: chunk.imports.map((name) => urlOf(built, name)) };
}

async function importFile(path: string): Promise<object> {
  const mod: object = await import(pathToFileURL(path).href);
  return mod;
}

async function hash(contents: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", contents)).toHex().slice(0, 32);
}

function toPath(path: string, base: string): string {
  const plain = path.startsWith("file://") ? fileURLToPath(path) : path;
  return (isAbsolute(plain) ? join(plain) : join(base, plain)).replace(/\/$/, "");
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
