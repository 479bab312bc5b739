/**
 * What a build leaves for the server: islands and their chunks, route files, static files and their metadata.
 * It is read once, when it is attached to an application; requests only look things up in it.
 */
import { join } from "node:path";
import type { ComponentType } from "preact";
import type { MaybeLazy } from "./route.ts";

/** A browser module and everything it imports statically, as URL paths below the base path. */
export interface Chunk {
  path: string;
  imports: string[];
}

export interface Island {
  /** Null for a part of other islands, which no page may use directly. */
  chunk: Chunk | null;
  exportName: string;
}

export type RouteFileKind = "app" | "layout" | "middleware" | "error" | "notFound" | "route";

export interface RouteFile {
  /** Path below the routes folder without extension, for messages. */
  id: string;
  kind: RouteFileKind;
  /** The folder as a segment path, `(group)` included. */
  segment: string;
  /** The URL pattern; only for routes. */
  pattern: string;
  mod: MaybeLazy<object>;
}

export interface StaticFile {
  contentType: string;
  sizeBytes: number;
  etag: string;
  read(): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>>;
}

export interface BuildCache {
  buildId: string;
  root: string;
  boot: Chunk;
  signals: Chunk;
  islands: Map<ComponentType, Island>;
  routes: RouteFile[];
  staticFiles: Map<string, StaticFile>;
}

/** What `_fresh/snapshot.js` exports. The root is relative to `_fresh/`. Static files are `[url path, file path, content type, size, etag]`. */
export interface Snapshot {
  root: string;
  buildId: string;
  boot: Chunk;
  signals: Chunk;
  islands: { mod: object; chunk: Chunk | null }[];
  routes: RouteFile[];
  staticFiles: [string, string, string, number, string][];
}

export function createBuildCache(snapshot: Snapshot, outDir: string): BuildCache {
  return {
    buildId: snapshot.buildId,
    root: join(outDir, snapshot.root),
    boot: snapshot.boot,
    signals: snapshot.signals,
    islands: registerIslands(snapshot.islands),
    routes: snapshot.routes,
    staticFiles: new Map(snapshot.staticFiles.map(([url, file, contentType, sizeBytes, etag]) => {
      const read = async () => (await Deno.open(join(outDir, file))).readable;
      return [url, { contentType, sizeBytes, etag, read }];
    })),
  };
}

export function registerIslands(modules: { mod: object; chunk: Chunk | null }[]): Map<ComponentType, Island> {
  const islands = new Map<ComponentType, Island>();
  for (const { mod, chunk } of modules) {
    for (const [exportName, value] of Object.entries(mod)) {
      if (typeof value === "function") islands.set(value, { chunk, exportName });
    }
  }
  return islands;
}
