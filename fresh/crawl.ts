/**
 * Reads the folders of an application: which files are islands, which are routes, which are static.
 * Everything is sorted, so that a build does not depend on the order in which a disk lists its files.
 */
import { join } from "node:path";

/** Tests are none of the application's modules. */
const MODULE = /(?<![._]test)\.[tj]sx?$/;

export interface Sources {
  /** Paths of files. */
  islands: string[];
  routes: { id: string; filePath: string }[];
  statics: string[];
}

export async function crawl(root: string): Promise<Sources> {
  const routeDir = join(root, "routes");
  const modules = (await listFiles(routeDir)).filter((path) => MODULE.test(path));
  return {
    islands: [...await listFiles(join(root, "islands")), ...modules.filter((path) => path.includes("/(_islands)/"))]
      .filter((path) => MODULE.test(path)),
    routes: modules.filter((path) => !/\/\(_[^/]+\)\//.test(path)).map((filePath) => {
      return { id: filePath.slice(routeDir.length).replace(MODULE, ""), filePath };
    }),
    statics: await listFiles(join(root, "static")),
  };
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
