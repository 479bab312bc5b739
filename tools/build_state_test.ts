import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";
import { digestOf } from "./build_state.ts";

describe("digestOf()", () => {
  let root = "";
  before(async () => {
    root = `${await Deno.makeTempDir()}/`;
    await Deno.mkdir(`${root}islands/deep`, { recursive: true });
    await Deno.writeTextFile(`${root}islands/A.tsx`, "a");
    await Deno.writeTextFile(`${root}islands/deep/B.tsx`, "b");
  });
  after(() => Deno.remove(root, { recursive: true }));

  it("stays while nothing changes, and ignores folders that are not there", async () => {
    assert.equal(await digestOf(root, ["islands"]), await digestOf(root, ["islands", "styles"]));
  });

  it("changes with a file's content, its name and a new file", async () => {
    const seen = new Set([await digestOf(root, ["islands"])]);
    await Deno.writeTextFile(`${root}islands/deep/B.tsx`, "c");
    seen.add(await digestOf(root, ["islands"]));
    await Deno.rename(`${root}islands/A.tsx`, `${root}islands/D.tsx`);
    seen.add(await digestOf(root, ["islands"]));
    await Deno.writeTextFile(`${root}islands/deep/E.tsx`, "");
    seen.add(await digestOf(root, ["islands"]));
    assert.equal(seen.size, 4);
  });

  it("ignores what the build writes among its sources", async () => {
    await Deno.mkdir(`${root}static`);
    await Deno.writeTextFile(`${root}static/icon.svg`, "i");
    const before = await digestOf(root, ["static"]);
    await Deno.writeTextFile(`${root}static/styles.css`, "s");
    await Deno.writeTextFile(`${root}static/call.css`, "s");
    assert.equal(await digestOf(root, ["static"]), before);
  });
});
