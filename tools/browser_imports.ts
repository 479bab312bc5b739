/**
 * Finds packages that must not reach a browser by following value imports from file to file. Reads source by a pattern
 * that relies on `deno fmt`'s shape of import statements; the lint itself judges single imports with a real parser.
 */
import { NOT_IN_BROWSERS, packageName, resolved } from "./layers.ts";

const STATEMENT = /^(import|export)\s(?!type\s)(?:[^"';]*?\sfrom\s+|\s*)"([^"]+)"/gm;

/** The specifiers that a module imports or re-exports as values; `import type` and `export type` are left out. */
export function valueImports(source: string): readonly string[] {
  return [...source.matchAll(STATEMENT)].map((match) => match[2] ?? "");
}

/**
 * The road from a file to a package that browsers must not get, as `[file, …, package]`, or null if there is none.
 * `read` gives a file's source by its path from the root, or null if there is none.
 */
export function roadToHeavyPackage(path: string, read: (path: string) => string | null): readonly string[] | null {
  const seen = new Set<string>([path]);
  const roads: (readonly string[])[] = [[path]];
  for (let road = roads.shift(); road !== undefined; road = roads.shift()) {
    const file = road[road.length - 1] ?? path;
    for (const specifier of valueImports(read(file) ?? "")) {
      const target = resolved(file, specifier);
      if (target === null) {
        const name = packageName(specifier);
        if (NOT_IN_BROWSERS.includes(name)) return [...road, name];
      } else if (!seen.has(target)) {
        seen.add(target);
        roads.push([...road, target]);
      }
    }
  }
  return null;
}
