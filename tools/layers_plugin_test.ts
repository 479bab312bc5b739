import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import plugin from "./layers_plugin.ts";

const ROOT = new URL("../", import.meta.url).pathname;

/** What the lint says to a file of that name, one message per broken rule, with the offset where it points. */
function lint(path: string, source: string): { message: string; at: string; hint: string }[] {
  return Deno.lint.runPlugin(plugin, ROOT + path, source)
    .map(({ message, range, hint }) => ({ message, at: source.slice(...range), hint: hint ?? "" }));
}

function messages(path: string, source: string): string[] {
  return lint(path, source).map(({ message }) => message);
}

describe("the layer lint", () => {
  it("lets every layer import what its row names", () => {
    assert.deepEqual(messages("actions/x.ts", 'import { MediaUnavailable } from "../media/gateway.ts";'), []);
    assert.deepEqual(messages("islands/X.tsx", 'import { say } from "../words/speaker.ts";'), []);
    assert.deepEqual(messages("main.ts", 'import { x } from "./media/janus/gateway.ts";'), []);
    assert.deepEqual(messages("domain/x.ts", 'import type { RoomId } from "./ids.ts";'), []);
  });

  it("finds an import that the row does not name, points at it and says what to do", () => {
    const source = 'const a = 1;\nimport { rooms } from "../db/rooms.ts";';
    assert.deepEqual(lint("domain/x.ts", source), [{
      message: "domain may not import db (db/rooms.ts)",
      at: 'import { rooms } from "../db/rooms.ts";',
      hint: "domain imports nothing of ours",
    }]);
  });

  it("finds every form of import", () => {
    const forms = [
      'import {\n  a,\n  b,\n} from "../db/rooms.ts";',
      'import "../db/rooms.ts";',
      'import type { A } from "../db/rooms.ts";',
      'export { a } from "../db/rooms.ts";',
      'export * from "../db/rooms.ts";',
      'export type { A } from "../db/rooms.ts";',
      'const a = await import("../db/rooms.ts");',
      'let a: import("../db/rooms.ts").A;',
    ];
    for (const form of forms) {
      assert.deepEqual(messages("signalling/x.ts", form), ["signalling may not import db (db/rooms.ts)"], form);
    }
  });

  it("does not mistake a string or a comment for an import", () => {
    assert.deepEqual(
      messages("domain/x.ts", '// import "../db/rooms.ts";\nconst a = \'import "../db/rooms.ts"\';'),
      [],
    );
  });

  it("tells values from types", () => {
    assert.deepEqual(messages("actions/x.ts", 'import type { Accounts } from "../accounts/accounts.ts";'), []);
    assert.deepEqual(messages("actions/x.ts", 'import { a } from "../accounts/accounts.ts";'), [
      "actions may import only types of accounts (accounts/accounts.ts)",
    ]);
    assert.deepEqual(messages("actions/x.ts", 'import { type A } from "../accounts/accounts.ts";'), [
      "actions may import only types of accounts (accounts/accounts.ts)",
    ]);
  });

  it("keeps Janus inside media/", () => {
    for (const path of ["actions/x.ts", "app.ts", "routes/x.ts"]) {
      assert.deepEqual(
        messages(path, 'import { x } from "../media/janus/x.ts";'.replace("../", path === "app.ts" ? "./" : "../")),
        [
          "Janus is known only inside media/",
        ],
        path,
      );
    }
  });

  it("lets nobody import tools, main or the tests", () => {
    assert.deepEqual(messages("actions/x.ts", 'import { x } from "../tools/serve.ts";'), ["nobody imports tools"]);
    assert.deepEqual(messages("app.ts", 'import { x } from "./main.ts";'), ["nobody imports main"]);
    assert.deepEqual(messages("db/x.ts", 'import { x } from "../tests/support/x.ts";'), ["db/x.ts imports a test"]);
    assert.deepEqual(messages("db/x_test.ts", 'import { x } from "../tests/support/x.ts";'), []);
  });

  it("keeps the swap of Fresh a matter of the import map", () => {
    assert.deepEqual(messages("routes/x.tsx", 'import { page } from "fresh";'), []);
    assert.deepEqual(messages("routes/x.tsx", 'import { page } from "../fresh/mod.ts";'), [
      "fresh/ is reached by path (../fresh/mod.ts)",
    ]);
    assert.deepEqual(messages("tests/http/x_test.ts", 'import { page } from "../../fresh/mod.ts";'), [
      "fresh/ is reached by path (../../fresh/mod.ts)",
    ]);
    assert.deepEqual(messages("routes/x.tsx", 'import { boot } from "fresh/internal";'), [
      "fresh/internal is for generated code alone",
    ]);
    assert.deepEqual(messages("actions/x.ts", 'import { page } from "fresh";'), ["actions may not import fresh"]);
  });

  it("keeps packages where they belong", () => {
    assert.deepEqual(messages("db/x.ts", 'import { sql } from "kysely";'), []);
    assert.deepEqual(messages("actions/deps.ts", 'import type { Kysely } from "kysely";'), []);
    assert.deepEqual(messages("actions/deps.ts", 'import { sql } from "kysely";'), ["kysely appears only in db/"]);
    assert.deepEqual(messages("accounts/x.ts", 'import { sql } from "kysely";'), ["kysely appears only in db/"]);
    assert.deepEqual(messages("routes/x.ts", 'import { betterAuth } from "better-auth/minimal";'), [
      "better-auth appears only in accounts/",
    ]);
    assert.deepEqual(messages("actions/x.ts", 'import fc from "fast-check";'), [
      "fast-check is a package for tests alone",
    ]);
    assert.deepEqual(messages("db/x.ts", 'import { x } from "npm:left@1.0.0";'), [
      "npm:left@1.0.0 is no name of the import map",
    ]);
  });

  it("keeps heavy packages from browsers, also on a detour", () => {
    assert.deepEqual(messages("client/x.ts", 'import type { infer } from "zod";'), []);
    assert.equal(messages("client/x.ts", 'import { z } from "zod";').length, 1);
    assert.deepEqual(messages("client/x.ts", 'import type { ServerMessage } from "../protocol/signal.ts";'), []);
    assert.deepEqual(messages("client/x.ts", 'import { clientMessage } from "../protocol/signal.ts";'), [
      "browsers would load zod (client/x.ts -> protocol/signal.ts -> zod)",
    ]);
    assert.deepEqual(messages("words/x.ts", 'import { readFileSync } from "node:fs";'), [
      "words runs in browsers and may not import node:fs",
    ]);
  });

  it("asks for a row when a folder has none", () => {
    assert.deepEqual(messages("helpers/x.ts", 'import { x } from "../domain/ids.ts";'), [
      "helpers/x.ts belongs to no row of the layer table",
    ]);
    assert.deepEqual(messages("routes/x.ts", 'import { x } from "../helpers/x.ts";'), [
      "helpers/x.ts belongs to no row of the layer table",
    ]);
  });

  it("reads the environment only in config.ts and tools/", () => {
    const source = 'const port = Deno.env.get("PORT");';
    assert.deepEqual(messages("config.ts", source), []);
    assert.deepEqual(messages("tools/x.ts", source), []);
    assert.deepEqual(messages("db/x.ts", source), ["the environment is read outside config.ts"]);
  });

  it("keeps clocks, randomness and Deno out of domain/", () => {
    const impure = [
      "Date.now()",
      "new Date()",
      "Date()",
      "performance.now()",
      "Math.random()",
      "crypto.randomUUID()",
      "crypto.getRandomValues(bytes)",
      "Temporal.Now",
    ];
    for (const expression of impure) {
      assert.deepEqual(
        messages("domain/x.ts", `f(${expression});`),
        ["domain/ reads a clock or randomness"],
        expression,
      );
      assert.deepEqual(messages("actions/x.ts", `f(${expression});`), [], expression);
    }
    assert.deepEqual(messages("domain/x.ts", "f(new Date(now), Math.max(1, 2));"), []);
    assert.deepEqual(messages("domain/x.ts", 'Deno.readTextFileSync("x");'), ["domain/ touches Deno"]);
  });
});
