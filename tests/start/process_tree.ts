/** What of a started program is still alive, from /proc: for tests that prove that nothing stays behind. */

export interface LivingProcess {
  readonly pid: number;
  readonly session: number;
  readonly command: string;
}

/**
 * Living processes of a session, and any other whose command or environment names `mark` (a path of that start alone), which
 * finds also those that have left the session.
 */
export async function survivors(session: number, mark: string): Promise<readonly LivingProcess[]> {
  const entries = await Array.fromAsync(Deno.readDir("/proc"));
  const pids = entries.map((entry) => Number(entry.name)).filter((pid) => pid > 0 && pid !== Deno.pid);
  const found = await Promise.all(pids.map(async (pid) => {
    const [stat, command, environment] = await Promise.all(
      ["stat", "cmdline", "environ"].map((file) => read(pid, file)),
    );
    if (stat === undefined || command === undefined) return [];
    const [state = "", , , ofSession = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const isOurs = Number(ofSession) === session || command.includes(mark) || (environment ?? "").includes(mark);
    return isOurs && state !== "Z" ? [{ pid, session: Number(ofSession), command: command.replaceAll("\0", " ") }] : [];
  }));
  return found.flat();
}

async function read(pid: number, file: string): Promise<string> {
  return await Deno.readTextFile(`/proc/${pid}/${file}`).catch(() => "");
}
