/**
 * Finds the test files of the tree and says which suite each belongs to. A test file that no suite claims is an error, so
 * that none is forgotten.
 */

export type SuiteName =
  | "unit"
  | "database"
  | "http"
  | "timing"
  | "signalling"
  | "contracts"
  | "media"
  | "browser"
  | "start"
  | "compile"
  | "compose"
  | "long";

const SKIPPED = new Set([".git", "node_modules", "_fresh", "dist", "data", "static"]);

/** First match wins. Tests of accounts need a database, so they are no unit tests. */
const CLAIMS: readonly (readonly [RegExp, SuiteName])[] = [
  [/_browser_test\.tsx?$/, "browser"],
  [/^(tests\/(db|actions|accounts|notices)|accounts)\//, "database"],
  [/^tests\/(http|tray)\//, "http"],
  [/^tests\/timing\//, "timing"],
  [/^tests\/signalling\//, "signalling"],
  [/^tests\/contracts\//, "contracts"],
  [/^tests\/media\//, "media"],
  [/^tests\/e2e\//, "browser"],
  [/^tests\/start\//, "start"],
  [/^tests\/compile\//, "compile"],
  [/^tests\/compose\//, "compose"],
  // No part of the gate: `deno task test:long` runs these.
  [/^tests\/long\//, "long"],
  [/^tests\/support\//, "unit"],
  [/^(?!tests\/)/, "unit"],
];

/** The suite of a test file, by its path from the root; null if none claims it. */
export function suiteOf(path: string): SuiteName | null {
  return CLAIMS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Every test file below `root`, by suite, each list in order. Throws for a file that no suite claims. */
export async function findTests(root: string): Promise<ReadonlyMap<SuiteName, readonly string[]>> {
  const found = new Map<SuiteName, string[]>();
  for (const path of (await testFiles(root, "")).toSorted()) {
    const suite = suiteOf(path);
    if (suite === null) throw new Error(`${path} belongs to no suite; tools/test_files.ts names them`);
    found.set(suite, [...found.get(suite) ?? [], path]);
  }
  return found;
}

async function testFiles(root: string, folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(`${root}/${folder}`)) {
    if (entry.isDirectory && !SKIPPED.has(entry.name)) files.push(...await testFiles(root, `${folder}${entry.name}/`));
    if (entry.isFile && /_test\.tsx?$/.test(entry.name)) files.push(folder + entry.name);
  }
  return files;
}
