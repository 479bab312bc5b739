/**
 * Ways of being ended that `main.ts` does not know: a closed terminal, and an `npx` that is gone. npm ends only its own shell
 * on SIGTERM, so that what runs below would stay behind. Each becomes one SIGTERM to this process, unless it is ending already:
 * a second signal would cut the drain short.
 */

const LOOK_EVERY_MS = 250;

/**
 * To be called once `main.ts` is loaded: before, a signal ends the process at once, as it should. `npm` is the one that this
 * process came from (see {@linkcode findNpm}), asked for early.
 */
export function endWithTerminalOrNpm(npm: Ancestor | null): void {
  let isEnding = false;
  const endOnce = (): void => {
    if (!isEnding) Deno.kill(Deno.pid, "SIGTERM");
    isEnding = true;
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => isEnding = true);
  Deno.addSignalListener("SIGHUP", endOnce);
  if (npm === null) return;
  const timer = setInterval(() => {
    if (startedAt(npm.pid) === npm.startedAt) return;
    clearInterval(timer);
    endOnce();
  }, LOOK_EVERY_MS);
  Deno.unrefTimer(timer);
}

export interface Ancestor {
  readonly pid: number;
  /** In clock ticks since boot: tells a process from a later one with the same number. */
  readonly startedAt: string;
}

/** The npm among this process's ancestors; null without one, or where there is no /proc. */
export function findNpm(): Ancestor | null {
  for (let next = Deno.ppid; next > 1;) {
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
