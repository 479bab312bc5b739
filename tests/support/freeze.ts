/** Stops a process as a whole, so that a test may rely on its silence from then on. */
import { until } from "./until.ts";

/**
 * Resolves when every thread stands still. The signal alone only asks for that: one thread takes it when it next runs, and
 * on a busy machine the others go on answering until then.
 */
export async function freeze(pid: number): Promise<void> {
  Deno.kill(pid, "SIGSTOP");
  await until(`process ${pid} to stand still`, async () => {
    const threads = await Array.fromAsync(Deno.readDir(`/proc/${pid}/task`));
    const states = await Promise.all(threads.map(({ name }) => stateOf(`/proc/${pid}/task/${name}/stat`)));
    return states.every((state) => state === "T");
  });
}

/** See proc_pid_stat(5): the state follows the command in parentheses, which may hold anything. */
async function stateOf(path: string): Promise<string> {
  const stat = await Deno.readTextFile(path);
  return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
}
