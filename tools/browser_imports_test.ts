import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { roadToHeavyPackage, valueImports } from "./browser_imports.ts";

describe("valueImports()", () => {
  it("sees every form of value import, also over several lines", () => {
    const source = [
      'import { a } from "./a.ts";',
      "import {",
      "  b,",
      "  type B,",
      '} from "./b.ts";',
      'import "./c.ts";',
      'export * from "./d.ts";',
      "export {",
      "  e,",
      '} from "./e.ts";',
      'import * as f from "./f.ts";',
    ].join("\n");
    assert.deepEqual(valueImports(source), ["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });

  it("leaves types and plain exports out", () => {
    const source = [
      'import type { A } from "./a.ts";',
      "export type {",
      "  B,",
      '} from "./b.ts";',
      'export const from = "./c.ts";',
      "export function f(): void {}",
      'const text = "x";',
    ].join("\n");
    assert.deepEqual(valueImports(source), []);
  });
});

describe("roadToHeavyPackage()", () => {
  const files: Record<string, string> = {
    "client/a.ts": 'import { b } from "../protocol/b.ts";',
    "protocol/b.ts": 'import type { Z } from "zod";\nimport { c } from "./c.ts";',
    "protocol/c.ts": 'import { b } from "./b.ts";\nimport { z } from "zod/mini";',
    "client/light.ts": 'import type { C } from "../protocol/c.ts";\nimport { h } from "preact";',
  };
  const read = (path: string): string | null => files[path] ?? null;

  it("names every file on the road and survives a circle", () => {
    assert.deepEqual(roadToHeavyPackage("client/a.ts", read), ["client/a.ts", "protocol/b.ts", "protocol/c.ts", "zod"]);
  });

  it("finds none where only types lead there", () => {
    assert.equal(roadToHeavyPackage("client/light.ts", read), null);
  });
});
