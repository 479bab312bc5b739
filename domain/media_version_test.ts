import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { isOutdatedMedia } from "./media_version.ts";

describe("isOutdatedMedia()", () => {
  for (const version of ["1.1.2", "1.4.0", "1.3.99", "0.9.5", "0.0.0-fake", "1.4.0-rc1"]) {
    it(`is true of ${version}`, () => assert.equal(isOutdatedMedia(version), true));
  }
  for (const version of ["1.4.1", "1.4.2", "1.5.0", "1.10.0", "2.0.0", "1.4.1-5+b1", null, "", "new", "1.4"]) {
    it(`is false of ${version}`, () => assert.equal(isOutdatedMedia(version), false));
  }
});
