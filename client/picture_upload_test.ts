import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { fittingSides } from "./picture_upload.ts";

describe("fittingSides()", () => {
  it("makes the longer side fit, keeps the shape, and makes nothing larger", () => {
    assert.deepEqual(fittingSides({ width: 4000, height: 3000 }, 2000), { width: 2000, height: 1500 });
    assert.deepEqual(fittingSides({ width: 3000, height: 4000 }, 2000), { width: 1500, height: 2000 });
    assert.deepEqual(fittingSides({ width: 640, height: 480 }, 2000), { width: 640, height: 480 });
    assert.deepEqual(fittingSides({ width: 20_000, height: 3 }, 2000), { width: 2000, height: 1 });
  });
});
