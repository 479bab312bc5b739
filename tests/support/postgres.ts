/**
 * A PostgreSQL server of the tests' own: a fresh cluster in a temporary directory, on 127.0.0.1 and a free port. A shell
 * stands between: it sees its input end when this process is gone, however it went, and then stops the server and removes
 * the directory.
 */
import postgres from "postgres";
import { readdir } from "node:fs/promises";
import { freePort } from "./free_port.ts";

export interface PostgresServer extends AsyncDisposable {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
}

const START_DEADLINE_MS = 30_000;
const READY = "database system is ready to accept connections";
const FAILED = "FATAL";

/** PostgreSQL refuses to run as root, so root hands over to the user that its package made. */
const AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"];

const SUPERVISE = `
  set -eu
  cd /
  bin=$1 port=$2
  dir=$(mktemp -d -t ajar-postgres-XXXXXX)
  trap 'rm -rf "$dir"' EXIT
  "$bin/initdb" --pgdata="$dir/data" --username=ajar --auth=trust --encoding=UTF8 --locale=C --no-sync >"$dir/log" 2>&1 ||
    { echo "${FAILED}: initdb" >&2; cat "$dir/log" >&2; exit 1; }
  "$bin/postgres" -D "$dir/data" -c listen_addresses=127.0.0.1 -c port="$port" -c unix_socket_directories="$dir" \\
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 </dev/null >/dev/null &
  read -r _ || true
  kill -QUIT $! || true
  wait $! || true
`;

export async function startPostgres(): Promise<PostgresServer> {
  const port = freePort();
  const command = [
    ...(Deno.uid() === 0 ? AS_POSTGRES : []),
    ...["sh", "-c", SUPERVISE, "sh", await findBinaries(), String(port)],
  ];
  const [program = "sh", ...args] = command;
  const supervisor = new Deno.Command(program, { args, stdin: "piped", stdout: "null", stderr: "piped" }).spawn();

  async function stop(): Promise<void> {
    await supervisor.stdin.close();
    await supervisor.status;
  }

  try {
    await waitUntilReady(supervisor.stderr);
  } catch (error) {
    await stop();
    throw error;
  }
  const server = `postgres://ajar@127.0.0.1:${port}`;
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} });
  let made = 0;
  return {
    async createDatabase() {
      const name = `ajar_${++made}`;
      await admin.unsafe(`create database ${name}`);
      return `${server}/${name}`;
    },
    async [Symbol.asyncDispose]() {
      await admin.end({ timeout: 5 });
      await stop();
    },
  };
}

/** Reads on after the server is ready: a full pipe would hold it up. */
async function waitUntilReady(log: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let text = "";
  const reading = log.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({
      write(chunk) {
        text = (text + chunk).slice(-8192);
        if (text.includes(READY)) resolve();
        else if (text.includes(FAILED)) reject(new Error(`Failed to start PostgreSQL: ${text}`));
      },
    }),
  );
  reading.then(() => reject(new Error(`Failed to start PostgreSQL: it ended: ${text}`)), reject);
  const deadline = setTimeout(
    () => reject(new Error(`Failed to start PostgreSQL in time: ${text}`)),
    START_DEADLINE_MS,
  );
  try {
    await promise;
  } finally {
    clearTimeout(deadline);
  }
}

/** The folder of the newest `initdb` and `postgres`: Debian keeps them off the PATH. */
async function findBinaries(): Promise<string> {
  const root = "/usr/lib/postgresql";
  const versions = (await readdir(root).catch(() => [])).map(Number).filter(Number.isFinite).sort((a, b) => b - a);
  const folders = [...versions.map((version) => `${root}/${version}/bin`), ...(Deno.env.get("PATH") ?? "").split(":")];
  for (const folder of folders) {
    const found = await Promise.all(
      ["initdb", "postgres"].map((name) => Deno.stat(`${folder}/${name}`).catch(() => null)),
    );
    if (found.every((file) => file?.isFile)) return folder;
  }
  throw new Error("PostgreSQL is missing: the tests need initdb and postgres, from the package postgresql");
}
