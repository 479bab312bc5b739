// deno-lint-ignore-file no-console
/** Runs one suite's files with `deno test` and says how it went. */
import { type CommandLine, runLoudly } from "./process.ts";
import { type Counts, countsOf } from "./test_counts.ts";

export interface TestRun {
  readonly title: string;
  readonly files: readonly string[];
  /** In a network namespace of its own, where media has an interface that is not loopback. */
  readonly isolatedNetwork: boolean;
  /** Two files at a time: as many as the smallest machine that this is for has cores. */
  readonly together?: boolean;
}

/** Prints a heading, the run's own output and its time. The types are checked before, by the quick gate. */
export async function runTests(run: TestRun): Promise<Counts> {
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    console.log(`\n== ${run.title} (${run.files.length} files)`);
    const startedAtMs = performance.now();
    const prefix = run.isolatedNetwork ? ["run", "-A", "tools/netns.ts", "--", Deno.execPath()] : [];
    const together = run.together ? ["--parallel"] : [];
    const options = ["-A", "--no-check", `--junit-path=${report}`, ...together];
    const line: CommandLine = ["deno", ...prefix, "test", ...options, ...run.files];
    const succeeded = await runLoudly(line, { NO_COLOR: "1", DENO_JOBS: "2" });
    const counts = countsOf(await Deno.readTextFile(report), succeeded);
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    console.log(
      `== ${run.title}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds} s`,
    );
    return counts;
  } finally {
    await Deno.remove(report);
  }
}
