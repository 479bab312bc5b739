/**
 * Builds an application: crawls its folders, bundles its islands, and writes `_fresh/`. The build's id is the hash of
 * what browsers get: equal sources keep their addresses.
 */
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type App, type ListenOptions, setBuildCache } from "./app.ts";
import { createBuildCache, scriptPath, type Snapshot, type StaticFile } from "./build_cache.ts";
import { bundle } from "./bundle.ts";
import { crawl } from "./crawl.ts";
import { mediaTypeOf } from "./media_type.ts";
import { serverSource, snapshotSource } from "./snapshot.ts";

export interface BuildOptions {
  /** What the browsers' code is written for, in esbuild's words. Default: es2022. */
  target?: string | string[];
  root?: string;
  /** Emptied by every build. Relative to the root; default: _fresh */
  outDir?: string;
}

export class Builder {
  #target: string | string[];
  #root: string;
  #outDir: string;

  constructor({ target = "es2022", root = ".", outDir = "_fresh" }: BuildOptions = {}) {
    this.#target = target;
    this.#root = resolve(root);
    this.#outDir = resolve(root, outDir);
    if (`${this.#root}/`.startsWith(`${this.#outDir}/`)) throw new Error("outDir would take the sources with it");
  }

  async build({ mode = "production" }: { mode?: "development" | "production" } = {}): Promise<void> {
    const [root, outDir] = [this.#root, this.#outDir];
    const { islands, routes, statics } = await crawl(root);
    const pages = [join(root, "main.ts"), ...routes.map(({ filePath }) => filePath)];
    const minify = mode === "production";
    const bundled = await bundle(root, islands, pages, {
      target: this.#target,
      minify,
      sourcemap: minify ? false : "inline",
    });
    const files = await Promise.all(statics.map(async (path) => {
      const url = encodeURI(`/${relative(join(root, "static"), path)}`);
      return describeFile(url, relative(outDir, path), await Deno.readFile(path));
    }));
    const names = [...bundled.files.map(({ name }) => name), ...files.map(([url, { etag }]) => `${url} ${etag}`)];
    const buildId = hash(names.join("\n")).slice(0, 16);

    await rm(outDir, { recursive: true, force: true });
    await Deno.mkdir(join(outDir, "static", scriptPath(buildId)), { recursive: true });
    for (const { name, contents } of bundled.files) {
      const url = scriptPath(buildId) + name;
      await Deno.writeFile(join(outDir, "static", url), contents);
      files.push(describeFile(url, join("static", url), contents));
    }
    await Deno.writeTextFile(join(outDir, "snapshot.js"), snapshotSource(outDir, routes, bundled, buildId, files));
    await Deno.writeTextFile(join(outDir, "server.js"), serverSource(outDir, join(root, "main.ts")));
  }

  /** Builds unminified, then serves. The build comes first, because importing the application may need it. */
  async listen<State>(importApp: () => Promise<{ app: App<State> }>, options: ListenOptions = {}): Promise<void> {
    await this.build({ mode: "development" });
    const url = pathToFileURL(join(this.#outDir, "snapshot.js")).href;
    const { snapshot }: { snapshot: Snapshot } = await import(url);
    const { app } = await importApp();
    setBuildCache(app, createBuildCache(snapshot, this.#outDir));
    await app.listen(options);
  }
}

function describeFile(url: string, filePath: string, contents: Uint8Array): [string, StaticFile] {
  const contentType = mediaTypeOf(filePath);
  return [url, { filePath, contentType, sizeBytes: contents.byteLength, etag: hash(contents) }];
}

function hash(contents: Uint8Array | string): string {
  return createHash("sha256").update(contents).digest("hex").slice(0, 32);
}
