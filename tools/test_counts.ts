/** Counts the tests of a run from deno's JUnit report: only the innermost ones, since a group that ran is no test. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 };

export function sum(all: readonly Counts[]): Counts {
  return all.reduce((total, { passed, failed, skipped }) => ({
    passed: total.passed + passed,
    failed: total.failed + failed,
    skipped: total.skipped + skipped,
  }), NO_TESTS);
}

const CASE = /<testcase name="([^"]*)" classname="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g;

/** A run that failed without a failing test (a crash, a leak, a module that does not load) counts as one failure. */
export function countsOf(report: string, runSucceeded: boolean): Counts {
  const cases = [...report.matchAll(CASE)].map(([, name = "", , body = ""]) => ({ name, body }));
  const groups = new Set(cases.flatMap(({ name }) => parents(name)));
  const tests = cases.filter(({ name }) => !groups.has(name));
  const failed = tests.filter(({ body }) => body.includes("<failure") || body.includes("<error")).length;
  const skipped = tests.filter(({ body }) => body.includes("<skipped")).length;
  return {
    passed: tests.length - failed - skipped,
    failed: failed === 0 && !runSucceeded ? 1 : failed,
    skipped,
  };
}

/** `a > b > c` has the parents `a > b` and `a`. */
function parents(name: string): string[] {
  const parts = name.split(" &gt; ");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(" &gt; "));
}
