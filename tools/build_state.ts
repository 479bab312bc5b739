/**
 * Knows whether `_fresh/` and the style sheet are older than what they were built from, by a digest of the sources. The build
 * itself is `dev.ts`; this decides when to run it, and loads no bundler.
 */
import { runQuietly } from "./process.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const SOURCES = [
  "client",
  "components",
  "domain",
  "fresh",
  "islands",
  "protocol",
  "routes",
  "static",
  "styles",
  "words",
  "define.ts",
  "deno.json",
  "deno.lock",
  "dev.ts",
  "tools/build_styles.ts",
  "tools/build_worker.ts",
];
const RESULTS = ["_fresh/server.js", "static/styles.css", "static/call.css", "static/worker.js"];
const DIGEST_FILE = "_fresh/sources.sha256";

/** The build ended with an error; the message holds its own words. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}

/** Builds if anything that the build reads has changed since the last one. Throws {@linkcode BuildError}. */
export async function ensureBuilt(onBuild: () => void): Promise<void> {
  const digest = await digestOf(ROOT, SOURCES);
  if (await hasResults() && await readOrNull(ROOT + DIGEST_FILE) === digest) return;
  onBuild();
  const { ok, output } = await runQuietly(["deno", "run", "-A", `${ROOT}dev.ts`, "build"]);
  if (!ok) throw new BuildError(`The build failed:\n${output}`);
  await Deno.writeTextFile(ROOT + DIGEST_FILE, digest);
}

/** One hex digest over the names and contents of all files below the paths. What the build itself writes is left out. */
export async function digestOf(root: string, paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesBelow(root, path)))).flat()
    .filter((path) => !RESULTS.includes(path)).toSorted();
  const digests = await Promise.all(files.map(async (path) => {
    const content = await crypto.subtle.digest("SHA-256", await Deno.readFile(root + path));
    return `${path} ${new Uint8Array(content).toHex()}\n`;
  }));
  const whole = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(digests.join("")));
  return new Uint8Array(whole).toHex();
}

async function filesBelow(root: string, path: string): Promise<string[]> {
  try {
    if ((await Deno.stat(root + path)).isFile) return [path];
    const entries = await Array.fromAsync(Deno.readDir(root + path));
    return (await Promise.all(entries.map((entry) => filesBelow(root, `${path}/${entry.name}`)))).flat();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

async function hasResults(): Promise<boolean> {
  const found = await Promise.all(RESULTS.map((path) => filesBelow(ROOT, path)));
  return found.every((files) => files.length === 1);
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
