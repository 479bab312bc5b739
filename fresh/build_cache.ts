/**
 * What a build leaves for the server: islands and their scripts, route files, static files and their metadata.
 * It is read once, when it is attached to an application; requests only look things up in it.
 */
import { join } from "node:path";
import type { ComponentType } from "preact";

/** A browser module and everything it imports statically, by the names that the bundler gave them. */
export interface Chunk {
  name: string;
  imports: string[];
}

export interface Island {
  /** Null for a part of other islands, which no page may use directly. */
  chunk: Chunk | null;
  exportName: string;
}

export interface StaticFile {
  filePath: string;
  contentType: string;
  sizeBytes: number;
  etag: string;
}

/** What `_fresh/snapshot.js` exports. Paths of files are relative to `_fresh/`. */
export interface Snapshot {
  buildId: string;
  boot: Chunk;
  signals: Chunk;
  islands: { mod: object; chunk: Chunk | null }[];
  /** Layouts, middlewares and the like; `id` is the path below the routes folder without extension. */
  special: { id: string; mod: object }[];
  routes: { id: string; load: () => Promise<object> }[];
  staticFiles: [url: string, StaticFile][];
}

export interface BuildCache extends Omit<Snapshot, "islands" | "staticFiles"> {
  islands: Map<ComponentType, Island>;
  staticFiles: Map<string, StaticFile>;
}

export function createBuildCache(snapshot: Snapshot, outDir: string): BuildCache {
  const islands = snapshot.islands.flatMap(({ mod, chunk }) =>
    Object.entries(mod)
      .filter((entry): entry is [string, ComponentType] => typeof entry[1] === "function")
      .map(([exportName, component]) => [component, { chunk, exportName }] as const)
  );
  const files = snapshot.staticFiles.map(([url, file]) => {
    return [url, { ...file, filePath: join(outDir, file.filePath) }] as const;
  });
  return { ...snapshot, islands: new Map(islands), staticFiles: new Map(files) };
}

/** The folder below which scripts are served; it changes with every change of the build. */
export function scriptPath(buildId: string): string {
  return `/_fresh/js/${buildId}/`;
}
