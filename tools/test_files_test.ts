import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { findTests, suiteOf } from "./test_files.ts";

describe("suiteOf()", () => {
  it("puts tests beside the code into the unit suite, browser tests apart", () => {
    assert.equal(suiteOf("domain/room_test.ts"), "unit");
    assert.equal(suiteOf("components/Door_test.tsx"), "unit");
    assert.equal(suiteOf("fresh/hydration_browser_test.ts"), "browser");
  });

  it("goes by the folder under tests/", () => {
    assert.equal(suiteOf("tests/actions/join_room_test.ts"), "database");
    assert.equal(suiteOf("tests/e2e/call_test.ts"), "browser");
    assert.equal(suiteOf("tests/support/eventually_test.ts"), "unit");
    assert.equal(suiteOf("tests/long/oracle_test.ts"), "long");
  });

  it("claims no file of an unknown folder", () => {
    assert.equal(suiteOf("tests/other/x_test.ts"), null);
  });
});

describe("findTests()", () => {
  it("finds this file, once", async () => {
    const found = await findTests(new URL("..", import.meta.url).pathname);
    assert.deepEqual(found.get("unit")?.filter((path) => path.endsWith("test_files_test.ts")), [
      "tools/test_files_test.ts",
    ]);
  });

  it("stops at a test file that no suite claims", async () => {
    const root = await Deno.makeTempDir();
    try {
      await Deno.mkdir(`${root}/tests/other`, { recursive: true });
      await Deno.writeTextFile(`${root}/tests/other/x_test.ts`, "");
      await assert.rejects(findTests(root), /tests\/other\/x_test\.ts belongs to no suite/);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
});
