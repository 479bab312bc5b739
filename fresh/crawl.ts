/**
 * Reads the folders of an application: which files are islands, which are routes and of what kind, which are static.
 * Everything is sorted, so that a build does not depend on the order in which a disk lists its files.
 */
import { join } from "node:path";
import type { RouteFileKind } from "./build_cache.ts";
import { fileToPattern } from "./pattern.ts";

export interface FoundRoute {
  id: string;
  filePath: string;
  kind: RouteFileKind;
  segment: string;
  pattern: string;
  /** Whether the module can wait for the first request; one with `routeOverride` must be asked for its path. */
  lazy: boolean;
}

const SPECIAL: { [name: string]: RouteFileKind | undefined } = {
  _app: "app",
  _layout: "layout",
  _middleware: "middleware",
  _error: "error",
  _500: "error",
  _404: "notFound",
};

const MODULE = /\.[tj]sx?$/;

export async function findIslands(islandDir: string, routeDir: string, ignore: RegExp[]): Promise<string[]> {
  const files = [
    ...await listFiles(islandDir),
    ...(await listFiles(routeDir)).filter((path) => path.includes("/(_islands)/")),
  ];
  return files.filter((path) => MODULE.test(path) && !isIgnored(path, ignore));
}

export async function findRoutes(routeDir: string, ignore: RegExp[]): Promise<FoundRoute[]> {
  const paths = (await listFiles(routeDir))
    .filter((path) => MODULE.test(path) && !isIgnored(path, ignore) && !/\/\(_[^/]+\)\//.test(path));
  return await Promise.all(paths.map((path) => toRoute(path, path.slice(routeDir.length).replace(MODULE, ""))));
}

async function toRoute(filePath: string, id: string): Promise<FoundRoute> {
  const slash = id.lastIndexOf("/");
  const kind = SPECIAL[id.slice(slash + 1)] ?? "route";
  return {
    id,
    filePath,
    kind,
    segment: fileToPattern(id.slice(0, slash), { keepGroups: true }),
    pattern: kind === "route" ? fileToPattern(id, { keepGroups: false }) : "",
    lazy: kind === "route" && !(await Deno.readTextFile(filePath)).includes("routeOverride"),
  };
}

/** Paths below a folder, hidden ones left out save `.well-known`. A folder that does not exist has none. */
export async function listFiles(dir: string): Promise<string[]> {
  const entries: Deno.DirEntry[] = [];
  try {
    for await (const entry of Deno.readDir(dir)) entries.push(entry);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  const visible = entries.filter(({ name }) => !name.startsWith(".") || name === ".well-known");
  const nested = await Promise.all(visible.map(({ name, isDirectory }) => {
    const path = join(dir, name);
    return isDirectory ? listFiles(path) : [path];
  }));
  return nested.flat().sort();
}

function isIgnored(path: string, ignore: RegExp[]): boolean {
  return ignore.some((pattern) => pattern.test(path));
}
