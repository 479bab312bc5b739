// deno-lint-ignore-file no-console
/**
 * `deno run -A tools/netns.ts -- CMD ARGS…` runs a command in a network namespace of its own, with a veth pair that has the
 * address 10.77.0.1 and with no way out. Janus offers no loopback candidates, so media tests need such a place.
 * The namespace has no name: it lives exactly as long as the processes in it, so that nothing is left behind even by SIGKILL,
 * and any number of them run at once. Exit code and signals are passed through.
 */

const SETUP = [
  "set -e",
  "ip link set lo up",
  "ip link add ajar0 type veth peer name ajar1",
  "ip address add 10.77.0.1/24 dev ajar0",
  "ip link set ajar0 up",
  "ip link set ajar1 up",
  'exec "$@"',
].join("\n");

/** The way into a new namespace that this machine allows, or a sentence that says why there is none. */
function wayIn(): readonly string[] | string {
  if (Deno.build.os !== "linux") return "Cannot make a network namespace: this needs Linux";
  if (!works(["ip", "-V"])) {
    return "Cannot make a network namespace: the program ip is missing (Debian: apt install iproute2)";
  }
  if (!works(["unshare", "--version"])) {
    return "Cannot make a network namespace: the program unshare is missing (Debian: apt install util-linux)";
  }
  if (works(["unshare", "--net", "true"])) return ["unshare", "--net"];
  if (works(["unshare", "--map-root-user", "--net", "true"])) return ["unshare", "--map-root-user", "--net"];
  return "Cannot make a network namespace: not root, and this kernel lets no others make one (kernel.unprivileged_userns_clone)";
}

function works(command: readonly string[]): boolean {
  const [program = "", ...args] = command;
  try {
    return new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function run(way: readonly string[], command: readonly string[]): Promise<number> {
  const [program = "", ...args] = way;
  const child = new Deno.Command(program, {
    args: [...args, "sh", "-c", SETUP, "netns", ...command],
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const forward = (signal: Deno.Signal): void => {
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
    }
  };
  Deno.addSignalListener("SIGTERM", () => forward("SIGTERM"));
  Deno.addSignalListener("SIGHUP", () => forward("SIGHUP"));
  // A terminal sends Ctrl-C to the whole foreground group: passing it on would make it two.
  Deno.addSignalListener("SIGINT", () => Deno.stdin.isTerminal() || forward("SIGINT"));
  return (await child.status).code;
}

if (import.meta.main) {
  const command = Deno.args[0] === "--" ? Deno.args.slice(1) : Deno.args;
  if (command.length === 0) {
    console.error("Usage: deno run -A tools/netns.ts -- COMMAND [ARGUMENT…]");
    Deno.exit(2);
  }
  const way = wayIn();
  if (typeof way === "string") {
    console.error(way);
    Deno.exit(69);
  }
  Deno.exit(await run(way, command));
}
