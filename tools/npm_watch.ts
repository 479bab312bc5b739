/**
 * Ends this process when the `npx` that started it is gone. npm ends only its own shell on SIGTERM, so that what runs below
 * would stay behind without a terminal to end it. Started without npm, or where there is no /proc, this does nothing.
 */

const LOOK_EVERY_MS = 250;

/** Sends SIGTERM to this process once npm has ended; `main.ts` drains on that. */
export function endWithNpm(): void {
  const npm = findNpm(Deno.ppid);
  if (npm === null) return;
  const timer = setInterval(() => {
    if (startedAt(npm.pid) === npm.startedAt) return;
    clearInterval(timer);
    Deno.kill(Deno.pid, "SIGTERM");
  }, LOOK_EVERY_MS);
  Deno.unrefTimer(timer);
}

interface Ancestor {
  readonly pid: number;
  /** In clock ticks since boot: tells a process from a later one with the same number. */
  readonly startedAt: string;
}

function findNpm(pid: number): Ancestor | null {
  for (let next = pid; next > 1;) {
    const stat = fieldsOfStat(next);
    if (stat === null) return null;
    if (isNpm(next)) return { pid: next, startedAt: stat.startedAt };
    next = stat.parent;
  }
  return null;
}

/** npm names its process after the command, e.g. `npm exec deno@2.9.6 task start`. */
function isNpm(pid: number): boolean {
  return /^np[mx]\b/.test(readProc(pid, "cmdline") ?? "");
}

function startedAt(pid: number): string | null {
  return fieldsOfStat(pid)?.startedAt ?? null;
}

/** From proc_pid_stat(5); the program's name comes before the last ")" and may hold spaces itself. */
function fieldsOfStat(pid: number): { parent: number; startedAt: string } | null {
  const stat = readProc(pid, "stat");
  if (stat === null) return null;
  const [state = "", parent = "", ...more] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === "Z" ? null : { parent: Number(parent), startedAt: more[17] ?? "" };
}

function readProc(pid: number, file: string): string | null {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/${file}`);
  } catch {
    return null;
  }
}
