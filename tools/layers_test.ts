import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { LAYERS, layerTable, NOBODY_IMPORTS, packageName, PACKAGES, resolved } from "./layers.ts";

/** Cells without the padding that `deno fmt` gives to tables. */
function cells(table: string): string[][] {
  return table.trim().split("\n").map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()))
    .filter((row) => !row.every((cell) => /^-+$/.test(cell)));
}

describe("the layer table", () => {
  it("is the one that docs/architecture.md shows", () => {
    const page = Deno.readTextFileSync(new URL("../docs/architecture.md", import.meta.url));
    const [, shown] = page.match(/<!-- layers -->\s+([\s\S]*?)<!-- \/layers -->/) ?? [];
    assert.ok(shown !== undefined, "docs/architecture.md has no table between <!-- layers --> and <!-- /layers -->");
    assert.deepEqual(cells(shown), cells(layerTable()), `put this into docs/architecture.md:\n${layerTable()}`);
  });

  it("names only layers that exist", () => {
    const names = LAYERS.map((layer) => layer.name);
    const mentioned = [
      ...LAYERS.flatMap((layer) => [...layer.imports, ...layer.types]),
      ...PACKAGES.flatMap((rule) => [...rule.layers, ...rule.types]),
      ...[...NOBODY_IMPORTS].flatMap(([name, importers]) => [name, ...importers]),
    ].filter((entry) => entry !== "*").map((entry) => entry.split("/")[0] ?? "");
    assert.deepEqual(mentioned.filter((name) => !names.includes(name)), []);
  });

  it("has no circle among the layers", () => {
    const edges = new Map(LAYERS.map((layer) => [layer.name, layer.imports.map((name) => name.split("/")[0] ?? "")]));
    function visit(name: string, path: readonly string[]): void {
      assert.ok(!path.includes(name), `a circle: ${[...path, name].join(" -> ")}`);
      for (const next of edges.get(name) ?? []) visit(next, [...path, name]);
    }
    for (const { name } of LAYERS) visit(name, []);
  });
});

describe("resolved()", () => {
  it("walks relative specifiers and leaves names alone", () => {
    assert.equal(resolved("media/janus/x.ts", "../gateway.ts"), "media/gateway.ts");
    assert.equal(resolved("main.ts", "./app.ts"), "app.ts");
    assert.equal(resolved("main.ts", "zod"), null);
  });
});

describe("packageName()", () => {
  it("drops what follows the package", () => {
    assert.equal(packageName("@electric-sql/pglite/dist/x"), "@electric-sql/pglite");
    assert.equal(packageName("preact/hooks"), "preact");
  });
});
