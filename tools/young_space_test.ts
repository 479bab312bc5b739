import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { YOUNG_SPACE } from "./young_space.ts";

describe("YOUNG_SPACE", () => {
  it("is what the app is started with", async () => {
    const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
    for (const task of ["start", "dev"]) assert.ok(tasks[task].command.includes(` ${YOUNG_SPACE} `), task);
  });

  it("is a size that V8 takes", async () => {
    const { success } = await new Deno.Command(Deno.execPath(), { args: ["run", YOUNG_SPACE, "-"], stdin: "null" })
      .output();
    assert.ok(success);
  });
});
