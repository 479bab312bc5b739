// deno-lint-ignore-file no-console
/**
 * The quick gate, `deno task ok`: format, lint with the layer table, types, unit tests. Needs no service and no network.
 * Every step runs, also after one has failed, so that one run shows everything.
 */
import { type CommandLine, runQuietly } from "./process.ts";
import { type Counts, NO_TESTS } from "./test_counts.ts";
import { findTests } from "./test_files.ts";
import { runTests } from "./test_run.ts";

const ROOT = new URL("..", import.meta.url).pathname;

const CHECKS: readonly { title: string; line: CommandLine; hint: string }[] = [
  { title: "format", line: ["deno", "fmt", "--check"], hint: "run `deno fmt`" },
  { title: "lint and layers", line: ["deno", "lint"], hint: "each message says what to do" },
  { title: "types", line: ["deno", "check", "."], hint: "mend what the compiler names" },
];

export interface GateResult {
  readonly failedChecks: readonly string[];
  readonly tests: Counts;
}

/** Leaves the working directory at the root. */
export async function runQuickGate(): Promise<GateResult> {
  Deno.chdir(ROOT);
  const results = await Promise.all(CHECKS.map(runCheck));
  const unit = (await findTests(ROOT)).get("unit") ?? [];
  const tests = unit.length === 0 ? NO_TESTS : await runTests({ title: "unit", files: unit, isolatedNetwork: false });
  return { failedChecks: results.filter((title) => title !== null), tests };
}

/** The title of a check that failed, else null. */
async function runCheck({ title, line, hint }: typeof CHECKS[number]): Promise<string | null> {
  const startedAtMs = performance.now();
  const { ok, output } = await runQuietly(line, { NO_COLOR: "1" });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(ok ? `== ${title}: ok, ${seconds} s` : `${output}\n== ${title}: failed, ${seconds} s; ${hint}`);
  return ok ? null : title;
}

if (import.meta.main) {
  const { failedChecks, tests } = await runQuickGate();
  const failed = tests.failed + failedChecks.length;
  if (failedChecks.length > 0) console.log(`\nfailed: ${failedChecks.join(", ")}`);
  console.log(`\n${tests.passed} passed, ${failed} failed`);
  Deno.exit(failed > 0 || tests.passed === 0 ? 1 : 0);
}
