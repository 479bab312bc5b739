import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { countsOf, sum } from "./test_counts.ts";

function report(...cases: readonly string[]): string {
  return `<testsuites><testsuite name="x">${cases.join("\n")}</testsuite></testsuites>`;
}

const group = '<testcase name="door" classname="./a" time="0.1" line="3" col="1"> </testcase>';
const passing = '<testcase name="door &gt; opens" classname="ext:x" time="0.1"> </testcase>';
const failing = '<testcase name="door &gt; shuts" classname="ext:x"><failure message="no">no</failure></testcase>';
const skipped = '<testcase name="door &gt; creaks" classname="ext:x"><skipped/></testcase>';
const failingGroup = '<testcase name="door" classname="./a"><failure message="1 step">1 step</failure></testcase>';

describe("countsOf()", () => {
  it("counts tests, not the groups around them", () => {
    assert.deepEqual(countsOf(report(group, passing, skipped), true), { passed: 1, failed: 0, skipped: 1 });
    assert.deepEqual(countsOf(report(failingGroup, passing, failing), false), { passed: 1, failed: 1, skipped: 0 });
  });

  it("counts a run that failed without a failing test as a failure", () => {
    assert.deepEqual(countsOf(report(group, passing), false), { passed: 1, failed: 1, skipped: 0 });
    assert.deepEqual(countsOf("", false), { passed: 0, failed: 1, skipped: 0 });
  });

  it("counts nothing where nothing ran", () => {
    assert.deepEqual(countsOf("", true), { passed: 0, failed: 0, skipped: 0 });
  });
});

describe("sum()", () => {
  it("adds runs up", () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    assert.deepEqual(sum([one, one]), { passed: 2, failed: 4, skipped: 6 });
    assert.deepEqual(sum([]), { passed: 0, failed: 0, skipped: 0 });
  });
});
