// deno-lint-ignore-file no-console
/**
 * Installs the programs that are missing, where this machine lets us: Debian or Ubuntu, as root or with a sudo that asks
 * nothing. Elsewhere it says what to install. A package's own service is never left running or enabled, because Ajar starts
 * what it needs with a configuration of its own.
 */
import { runQuietly } from "./process.ts";

export interface Needed {
  /** The program looked for, on PATH and in the system's folders. */
  readonly command: string;
  /** Debian's package that has it. */
  readonly package: string;
  /** What Ajar does with it: ends the sentence "Installing <package>, …". */
  readonly why: string;
  /** The system service that the package would start. */
  readonly service?: string;
  /** Folders besides PATH; `*` stands for one folder's name. */
  readonly folders?: readonly string[];
}

export const JANUS: Needed = {
  command: "janus",
  package: "janus",
  why: "the media server that carries pictures and sound",
  service: "janus",
};

export const CHROMIUM: Needed = { command: "chromium", package: "chromium", why: "the browser of the tests" };

export const POSTGRESQL: Needed = {
  command: "initdb",
  package: "postgresql",
  why: "the database server of the tests",
  service: "postgresql",
  folders: ["/usr/lib/postgresql/*/bin"],
};

export const IPROUTE: Needed = { command: "ip", package: "iproute2", why: "the network of the media tests" };

/**
 * Runs as root. A policy-rc.d that refuses keeps the packages from starting services; one that is already there is the
 * machine's own and stays untouched, and what it let start is stopped afterwards.
 */
const APT = `set -eu
services=$1; shift
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ] && [ ! -L "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=120 update
apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
for service in $services; do
  if [ -d /run/systemd/system ]; then
    systemctl disable --now "$service"
  elif [ -x "/etc/init.d/$service" ]; then
    "/etc/init.d/$service" stop || true
    update-rc.d "$service" disable
  fi
done
`;

/**
 * Looks for every program and installs what is missing. Returns what is still missing, after a sentence on each; does nothing,
 * quickly and silently, if all is there.
 */
export async function ensureInstalled(needed: readonly Needed[]): Promise<readonly Needed[]> {
  const missing = needed.filter((it) => findCommand(it) === null);
  if (missing.length === 0) return [];
  const asRoot = await wayToRoot();
  if (asRoot === null) {
    for (const it of missing) {
      console.log(
        `${it.command} is missing (${it.why}). Please install it (on Debian or Ubuntu: apt install ${it.package}).`,
      );
    }
    return missing;
  }
  for (const it of missing) console.log(`Installing ${it.package} with apt: ${it.why}. This takes a minute.`);
  const services = missing.flatMap((it) => it.service ?? []).join(" ");
  const packages = missing.map((it) => it.package);
  const [program = "sh", ...args] = [...asRoot, "sh", "-c", APT, "install", services, ...packages];
  const { ok, output } = await runQuietly([program, ...args]);
  if (!ok) console.log(`${output}\nThe installation of ${packages.join(", ")} failed; apt's own words stand above.`);
  return missing.filter((it) => findCommand(it) === null);
}

/** Where the program is, or null. */
export function findCommand({ command, folders = [] }: Pick<Needed, "command" | "folders">): string | null {
  const onPath = (Deno.env.get("PATH") ?? "").split(":");
  const everywhere = [...onPath, "/usr/local/bin", "/usr/bin", "/usr/sbin", "/sbin", ...folders.flatMap(unfolded)];
  return everywhere.filter((folder) => folder !== "").map((folder) => `${folder}/${command}`).find(isFile) ?? null;
}

/** `/usr/lib/postgresql/*\/bin` as the folders that there are. */
function unfolded(pattern: string): string[] {
  const [before, after] = pattern.split("*");
  if (before === undefined || after === undefined) return [pattern];
  try {
    return [...Deno.readDirSync(before)].map((entry) => before + entry.name + after);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** What to put before a command so that root runs it; null where there is no apt or no root. */
async function wayToRoot(): Promise<readonly string[] | null> {
  if (findCommand({ command: "apt-get" }) === null || !isFile("/etc/debian_version")) return null;
  if (Deno.uid() === 0) return [];
  if (findCommand({ command: "sudo" }) === null) return null;
  const { ok } = await runQuietly(["sudo", "-n", "true"]);
  return ok ? ["sudo", "-n"] : null;
}
