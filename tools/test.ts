// deno-lint-ignore-file no-console
/**
 * The gate, `deno task test`: installs what tests need, then the quick gate, the build and every suite of the tree in order.
 * Nothing stops it early; its last line is the sum, and it fails if anything failed or a suite has no test.
 */
import { BuildError, ensureBuilt } from "./build_state.ts";
import { composeCommand } from "./compose.ts";
import { CHROMIUM, ensureInstalled, IPROUTE, JANUS, type Needed, POSTGRESQL } from "./install.ts";
import { runQuickGate } from "./ok.ts";
import { runLoudly } from "./process.ts";
import { type Counts, NO_TESTS, sum } from "./test_counts.ts";
import { findTests, type SuiteName } from "./test_files.ts";
import { runTests } from "./test_run.ts";

const ROOT = new URL("..", import.meta.url).pathname;

const NEEDED: readonly Needed[] = [JANUS, CHROMIUM, POSTGRESQL, IPROUTE];

const COMPOSE: Needed = {
  command: "docker-compose",
  package: "docker-compose",
  why: "the parser that checks compose.yaml",
};

/**
 * After the unit suite, which belongs to the quick gate. Files that have a database or a server of their own run side by side;
 * where time is measured, or media takes all of a machine, they do not. Janus offers no loopback addresses, so media has a
 * network of its own.
 */
const SUITES: readonly { name: SuiteName; isolatedNetwork?: boolean; together?: boolean }[] = [
  { name: "database", together: true },
  { name: "http", together: true },
  { name: "signalling", together: true },
  { name: "timing" },
  { name: "contracts", isolatedNetwork: true },
  { name: "media", isolatedNetwork: true },
  { name: "browser", isolatedNetwork: true },
  { name: "start" },
  { name: "compile" },
  { name: "compose" },
];

const ONE_FAILURE: Counts = { ...NO_TESTS, failed: 1 };

/** One failure for a step that is no test. */
async function step(title: string, work: () => Promise<boolean>): Promise<Counts> {
  const startedAtMs = performance.now();
  const ok = await work();
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`== ${title}: ${ok ? "ok" : "failed"}, ${seconds} s`);
  return ok ? NO_TESTS : ONE_FAILURE;
}

async function build(): Promise<boolean> {
  try {
    await ensureBuilt(() => {});
    return true;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.log(error.message);
    return false;
  }
}

async function runSuites(): Promise<Counts> {
  const found = await findTests(ROOT);
  const results: Counts[] = [];
  for (const { name, isolatedNetwork = false, together = false } of SUITES) {
    const files = found.get(name) ?? [];
    if (files.length === 0) {
      console.log(`\n== ${name}: no test files`);
      results.push(ONE_FAILURE);
    } else {
      results.push(await runTests({ title: name, files, isolatedNetwork, together }));
    }
  }
  return sum(results);
}

Deno.chdir(ROOT);
const startedAtMs = performance.now();
const needed = composeCommand() === null ? [...NEEDED, COMPOSE] : NEEDED;
const results = [
  await step("programs", async () => (await ensureInstalled(needed)).length === 0),
  await step("packages", () => runLoudly(["deno", "install", "--frozen", "--quiet"])),
];
const gate = await runQuickGate();
results.push(gate.tests, ...gate.failedChecks.map(() => ONE_FAILURE));
results.push(await step("build", build), await runSuites());

const { passed, failed, skipped } = sum(results);
if (gate.failedChecks.length > 0) console.log(`\nfailed: ${gate.failedChecks.join(", ")}`);
console.log(`\n== everything: ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
Deno.exit(failed > 0 || passed === 0 ? 1 : 0);
