/**
 * `deno task compile` with Deno's own program as the runtime half (it need not be downloaded): the embedded tree that it
 * prints holds all that the app needs, and nothing that only building and testing need. The result itself cannot be run.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";

const ROOT = new URL("../../", import.meta.url).pathname;

describe("deno task compile", () => {
  let folder = "";
  let printed = "";
  let paths: readonly string[] = [];
  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "ajar-compile-" });
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "compile", `${folder}/ajar`],
      cwd: ROOT,
      env: { DENORT_BIN: Deno.execPath(), NO_COLOR: "1" },
      stdin: "null",
    }).output();
    printed = new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout);
    assert.ok(success, printed);
    paths = embeddedPaths(printed);
  });
  after(() => Deno.remove(folder, { recursive: true }));

  /** A folder that is embedded as a whole is printed as `folder/*`. */
  function isEmbedded(path: string): boolean {
    return paths.some((shown) => shown === path || (shown.endsWith("/*") && path.startsWith(shown.slice(0, -1))));
  }

  async function filesOf(folder: string, wanted: RegExp): Promise<string[]> {
    const entries = await Array.fromAsync(Deno.readDir(ROOT + folder));
    const below = entries.filter((entry) => entry.isDirectory).map((entry) =>
      filesOf(`${folder}/${entry.name}`, wanted)
    );
    const here = entries.filter((entry) => entry.isFile && wanted.test(entry.name)).map(({ name }) =>
      `${folder}/${name}`
    );
    return [...here, ...(await Promise.all(below)).flat()];
  }

  it("embeds the built islands, the static files, every route and every migration", async () => {
    const sources = /(?<!_test)\.tsx?$/;
    const needed = [
      ...await filesOf("_fresh/static", /./),
      ...await filesOf("static", /./),
      ...await filesOf("routes", sources),
      ...await filesOf("db/migrations", sources),
      ...["main.ts", "app.ts", "config.ts", "tools/serve.ts", "_fresh/server.js", "_fresh/snapshot.js"],
    ];
    assert.ok(needed.some((path) => path.endsWith(".js")) && needed.includes("static/styles.css"));
    assert.deepEqual(needed.filter((path) => !isEmbedded(path)), [], printed);
  });

  it("embeds the embedded database with its data files", async () => {
    const files = await filesOf("node_modules/@electric-sql/pglite/dist", /^pglite\.(wasm|data)$/);
    assert.equal(files.length, 2);
    const folder = paths.find((path) => /@electric-sql\/pglite\b.*\/\*$/.test(path));
    assert.ok(folder !== undefined, printed);
  });

  it("embeds what pictures are drawn with: the renderer, the font, the emoji", () => {
    for (const name of ["@resvg/resvg-wasm", "@expo-google-fonts/pt-serif", "@iconify-json/fluent-emoji-flat"]) {
      assert.ok(paths.some((path) => path.includes(`${name}/`) && path.endsWith("/*")), `${name} in ${printed}`);
    }
  });

  it("leaves out what only building and testing need", () => {
    const forbidden =
      /\b(esbuild|playwright-core|axe-core|fast-check|fake-timers|typescript|werift)\b|_test\.ts|@types/;
    assert.deepEqual(paths.filter((path) => forbidden.test(path)), []);
    assert.deepEqual(paths.filter((path) => path.startsWith("tests/")), []);
  });

  it("writes one executable file and says its size", async () => {
    const { mode, size } = await Deno.stat(`${folder}/ajar`);
    assert.ok(((mode ?? 0) & 0o111) !== 0);
    assert.ok(printed.includes(`ajar: ${(size / 2 ** 20).toFixed(1)} MiB`), printed);
  });
});

/** The paths of the tree under "Embedded Files", each joined with what stands above it. */
function embeddedPaths(printed: string): string[] {
  const parents: string[] = [];
  const paths: string[] = [];
  for (const line of printed.split("\n")) {
    const [, indent, name] = line.match(/^((?:│ | {2})*)[├└]─[─┬] (.+?)(?: \([^()]*\))?$/) ?? [];
    if (indent === undefined || name === undefined) continue;
    const depth = indent.length / 2;
    parents.length = depth;
    parents.push(name);
    paths.push(parents.join("/"));
  }
  return paths;
}
