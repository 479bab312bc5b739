/**
 * Reads the folders of an application: which files are islands, which are routes, which are static.
 * Everything is sorted, so that a build does not depend on the order in which a disk lists its files.
 */
import { join } from "node:path";

const MODULE = /\.[tj]sx?$/;
const TEST = /[._]test\.[tj]sx?$/;

export interface Sources {
  /** Paths of files. */
  islands: string[];
  routes: { id: string; filePath: string }[];
  statics: string[];
}

export async function crawl(root: string): Promise<Sources> {
  const routeDir = join(root, "routes");
  const [inIslands, inRoutes, statics] = await Promise.all([
    listFiles(join(root, "islands")),
    listFiles(routeDir),
    listFiles(join(root, "static")),
  ]);
  const modules = inRoutes.filter(isModule);
  return {
    islands: [...inIslands.filter(isModule), ...modules.filter((path) => path.includes("/(_islands)/"))],
    routes: modules.filter((path) => !/\/\(_[^/]+\)\//.test(path)).map((filePath) => {
      return { id: filePath.slice(routeDir.length).replace(MODULE, ""), filePath };
    }),
    statics,
  };
}

function isModule(path: string): boolean {
  return MODULE.test(path) && !TEST.test(path);
}

/** Paths below a folder, hidden ones left out save `.well-known`. A folder that does not exist has none. */
async function listFiles(dir: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(dir));
    const visible = entries.filter(({ name }) => !name.startsWith(".") || name === ".well-known");
    const nested = await Promise.all(visible.map(({ name, isDirectory }) => {
      return isDirectory ? listFiles(join(dir, name)) : [join(dir, name)];
    }));
    return nested.flat().sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
