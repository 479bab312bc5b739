import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";
import { ensureInstalled, findCommand } from "./install.ts";

describe("findCommand()", () => {
  let root = "";
  before(async () => {
    root = await Deno.makeTempDir();
    await Deno.mkdir(`${root}/15/bin`, { recursive: true });
    await Deno.mkdir(`${root}/16/bin/door-keeper`, { recursive: true });
    await Deno.writeTextFile(`${root}/15/bin/door-opener`, "");
  });
  after(() => Deno.remove(root, { recursive: true }));

  it("finds what is on PATH", () => {
    assert.match(findCommand({ command: "sh" }) ?? "", /^\/.*\/sh$/);
  });

  it("finds what is below a pattern of folders", () => {
    const folders = [`${root}/*/bin`];
    assert.equal(findCommand({ command: "door-opener", folders }), `${root}/15/bin/door-opener`);
  });

  it("takes neither a folder for a program nor a folder that is not there", () => {
    assert.equal(findCommand({ command: "door-keeper", folders: [`${root}/*/bin`] }), null);
    assert.equal(findCommand({ command: "door-opener", folders: [`${root}/none/*/bin`] }), null);
  });
});

describe("ensureInstalled()", () => {
  it("misses nothing where all is there", async () => {
    assert.deepEqual(await ensureInstalled([{ command: "sh", package: "dash", why: "the shell" }]), []);
  });
});
