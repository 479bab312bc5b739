/**
 * What the supervisor asks of the operating system: unused ports, a command that dies with us, and the end of a process that
 * a crashed app left behind. Linux only where `/proc` is read; elsewhere those steps do nothing.
 */
import { join } from "node:path";

const POLL_MS = 10;
const ORPHAN_LIMIT_MS = 3000;
const EXEC_POLLS = 20;
/** Each PeerConnection takes several descriptors; the usual soft limit of 1024 is reached by a hundred people. */
const OPEN_FILES = 65_536;

/** Two ports of 127.0.0.1 that were unused a moment ago. */
export function unusedPorts(): readonly [number, number] {
  const [one, two] = [Deno.listen({ hostname: "127.0.0.1", port: 0 }), Deno.listen({ hostname: "127.0.0.1", port: 0 })];
  const ports = [one.addr.port, two.addr.port] as const;
  one.close();
  two.close();
  return ports;
}

/** True when all take connections; false if the signal came first. */
export async function isListening(ports: readonly number[], signal: AbortSignal): Promise<boolean> {
  for (const port of ports) {
    for (;;) {
      if (signal.aborted) return false;
      const connection = await Deno.connect({ hostname: "127.0.0.1", port }).catch(() => null);
      connection?.close();
      if (connection !== null) break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  return true;
}

/** The program's path; null where there is none of that name. */
export async function findProgram(name: string): Promise<string | null> {
  const search = new Deno.Command("sh", {
    args: ["-c", 'command -v "$1"', "sh", name],
    stdout: "piped",
    stderr: "null",
  });
  const { success, stdout } = await search.output();
  return success ? new TextDecoder().decode(stdout).trim() : null;
}

/** Janus with as many open files as allowed, and told by the kernel to end when we do, where `setpriv` can arrange that. */
export async function launchCommand(
  program: string,
  directory: string,
): Promise<{ readonly command: string; readonly args: readonly string[] }> {
  const janus = [program, "-F", directory, "-C", join(directory, "janus.jcfg")];
  const raise = `ulimit -n ${OPEN_FILES} 2>/dev/null || ulimit -n "$(ulimit -Hn)"; exec "$@"`;
  const shell = ["sh", "-c", raise, "sh", ...janus];
  const [command = "sh", ...args] = await hasSetpriv() ? ["setpriv", "--pdeathsig", "KILL", ...shell] : shell;
  return { command, args };
}

async function hasSetpriv(): Promise<boolean> {
  const probe = new Deno.Command("setpriv", { args: ["--pdeathsig", "KILL", "true"], stdout: "null", stderr: "null" });
  return await probe.output().then(({ success }) => success, () => false);
}

/** Ends the Janus that runs on this directory's configuration and whose app is gone. One whose app lives is left alone. */
export async function endOrphan(directory: string): Promise<void> {
  const record = await Deno.readTextFile(join(directory, "janus.pid")).catch(() => "");
  const [pid = 0, parent = 0] = record.trim().split(" ").map(Number);
  if (!(await isJanusOf(directory, pid))) return;
  if (await parentOf(pid) === parent) {
    throw new Deno.errors.AddrInUse(`Cannot start Janus: process ${parent} already runs one on this directory`);
  }
  const limit = AbortSignal.timeout(ORPHAN_LIMIT_MS);
  for (
    let signal: Deno.Signal = "SIGTERM";
    await isJanusOf(directory, pid);
    signal = limit.aborted ? "SIGKILL" : "SIGTERM"
  ) {
    Deno.kill(pid, signal);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function isJanusOf(directory: string, pid: number): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false;
  for (let attempt = 0; attempt < EXEC_POLLS; attempt++) {
    const commandLine = await Deno.readTextFile(`/proc/${pid}/cmdline`).catch(() => null);
    // It is empty for a moment while one program becomes another, and for good once the process has ended.
    if (commandLine !== "") return commandLine?.split("\0").includes(directory) ?? false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

async function parentOf(pid: number): Promise<number | null> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
  return parent === undefined ? null : Number(parent);
}
