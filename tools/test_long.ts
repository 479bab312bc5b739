// deno-lint-ignore-file no-console
/** `deno task test:long`: the tests of `tests/long/`, which take minutes and are therefore no part of the gate. */
import { ensureInstalled, POSTGRESQL } from "./install.ts";
import { findTests } from "./test_files.ts";
import { runTests } from "./test_run.ts";

const ROOT = new URL("..", import.meta.url).pathname;

Deno.chdir(ROOT);
if ((await ensureInstalled([POSTGRESQL])).length > 0) Deno.exit(1);
const files = (await findTests(ROOT)).get("long") ?? [];
const { passed, failed } = await runTests({ title: "long", files, isolatedNetwork: false });
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 || passed === 0 ? 1 : 0);
