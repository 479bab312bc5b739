/**
 * Runs programs for the gate and the build: `deno` is always the running executable, never one on PATH, and no program
 * gets standard input.
 */

export interface Finished {
  readonly ok: boolean;
  /** Standard output and standard error. */
  readonly output: string;
}

/** `[program, ...arguments]`; the program `deno` stands for the running executable. */
export type CommandLine = readonly [string, ...string[]];

function commandOf([program, ...args]: CommandLine, options: Deno.CommandOptions): Deno.Command {
  return new Deno.Command(program === "deno" ? Deno.execPath() : program, { args, stdin: "null", ...options });
}

/** Runs to the end and keeps what it printed. */
export async function runQuietly(line: CommandLine, env: Record<string, string> = {}): Promise<Finished> {
  const { success, stdout, stderr } = await commandOf(line, { env }).output();
  const text = new TextDecoder();
  return { ok: success, output: text.decode(stdout) + text.decode(stderr) };
}

/** Runs to the end while its output goes where ours goes. */
export async function runLoudly(line: CommandLine, env: Record<string, string> = {}): Promise<boolean> {
  const { success } = await commandOf(line, { env, stdout: "inherit", stderr: "inherit" }).output();
  return success;
}
