/**
 * The configuration of a Janus of our own: its three files, in a directory that only we can read. Nothing of the system's
 * configuration is used, nothing but the VideoRoom plugin and the WebSocket transport is loaded: they are linked into private
 * folders, so that no list of what to disable can be out of date.
 */
import { join } from "node:path";
import type { JanusEndpoint } from "./endpoint.ts";

export interface MediaSettings {
  /** UDP ports, inclusive. Each PeerConnection takes one per local address. */
  readonly rtpPorts: { readonly first: number; readonly last: number };
  /** Interfaces (or address prefixes) that media uses; empty: all but loopback. */
  readonly interfaces: readonly string[];
  /** The address that browsers see where the host sits behind 1:1 NAT. */
  readonly publicAddress: string | null;
  /** Only where the host has its public address itself. */
  readonly iceLite: boolean;
  readonly ipv6: boolean;
  readonly eventLoops: number;
}

export interface ConfigurationFiles {
  readonly directory: string;
  /** Where the system keeps Janus' `plugins/` and `transports/`. */
  readonly modules: string;
  readonly apiPort: number;
  readonly adminPort: number;
  readonly endpoint: JanusEndpoint;
  readonly media: MediaSettings;
}

/** Writes everything that `janus -F directory -C directory/janus.jcfg` reads. */
export async function writeConfiguration(files: ConfigurationFiles): Promise<void> {
  const { directory, modules } = files;
  await Deno.mkdir(directory, { recursive: true, mode: 0o700 });
  await Deno.chmod(directory, 0o700);
  for (const folder of ["plugins", "transports", "events", "loggers"]) {
    await Deno.remove(join(directory, folder), { recursive: true }).catch(ignoreAbsence);
    await Deno.mkdir(join(directory, folder), { mode: 0o700 });
  }
  for (const module of ["plugins/libjanus_videoroom.so", "transports/libjanus_websockets.so"]) {
    await Deno.symlink(join(modules, module), join(directory, module));
  }
  await writePrivately(join(directory, "janus.jcfg"), core(files));
  await writePrivately(join(directory, "janus.transport.websockets.jcfg"), transport(files));
  await writePrivately(join(directory, "janus.plugin.videoroom.jcfg"), plugin(files));
}

function core({ directory, endpoint, media }: ConfigurationFiles): string {
  const { first, last } = media.rtpPorts;
  return section("general", {
    configs_folder: directory,
    plugins_folder: join(directory, "plugins"),
    transports_folder: join(directory, "transports"),
    events_folder: join(directory, "events"),
    loggers_folder: join(directory, "loggers"),
    server_name: "Ajar",
    debug_level: 3,
    debug_colors: false,
    api_secret: endpoint.apiSecret,
    admin_secret: endpoint.adminSecret,
    session_timeout: 60,
    reclaim_session_timeout: 30,
    event_loops: media.eventLoops,
    hide_dependencies: true,
  }) + section("media", { rtp_port_range: `${first}-${last}`, ipv6: media.ipv6 }) + section("nat", {
    full_trickle: true,
    ice_lite: media.iceLite,
    ...(media.interfaces.length > 0 ? { ice_enforce_list: media.interfaces.join(",") } : {}),
    ...(media.publicAddress === null ? {} : { nat_1_1_mapping: media.publicAddress }),
  });
}

function transport({ apiPort, adminPort }: ConfigurationFiles): string {
  const general = { json: "compact", pingpong_trigger: 30, pingpong_timeout: 10 };
  return section("general", { ...general, ws: true, ws_port: apiPort, ws_ip: "127.0.0.1", wss: false }) +
    section("admin", { admin_ws: true, admin_ws_port: adminPort, admin_ws_ip: "127.0.0.1", admin_wss: false });
}

function plugin({ endpoint }: ConfigurationFiles): string {
  return section("general", { admin_key: endpoint.adminKey, lock_rtp_forward: true, string_ids: true });
}

/** libconfig's syntax; strings are escaped as in JSON, of which its escapes are a superset for what stands here. */
function section(name: string, values: Readonly<Record<string, string | number | boolean>>): string {
  const lines = Object.entries(values).map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`);
  return `${name}: {\n${lines.join("")}}\n`;
}

async function writePrivately(path: string, text: string): Promise<void> {
  await Deno.remove(path).catch(ignoreAbsence);
  await Deno.writeTextFile(path, text, { mode: 0o600, createNew: true });
}

function ignoreAbsence(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

/** The folder that holds Janus' `plugins/`: the given one, or one of the usual places; null where they are not there. */
export async function findModules(given?: string): Promise<string | null> {
  const roots = given === undefined ? await usualRoots() : [given];
  for (const root of roots) {
    const found = await Deno.stat(join(root, "plugins/libjanus_videoroom.so")).then(() => true, () => false);
    if (found) return root;
  }
  return null;
}

async function usualRoots(): Promise<readonly string[]> {
  const roots = ["/opt/janus/lib/janus", "/usr/local/lib/janus", "/usr/lib/janus", "/usr/lib64/janus"];
  for await (const entry of Deno.readDir("/usr/lib")) {
    if (entry.isDirectory && entry.name.includes("-linux-")) roots.push(join("/usr/lib", entry.name, "janus"));
  }
  return roots;
}

/**
 * The interfaces that lead out of this machine, from Linux' routing table: media leaves out the bridges of containers and
 * virtual machines. Empty (meaning all) where nothing leads out.
 */
export async function outwardInterfaces(): Promise<readonly string[]> {
  const table = await Deno.readTextFile("/proc/net/route").catch(() => "");
  const rows = table.split("\n").slice(1).map((row) => row.split("\t"));
  const names = rows.filter(([, destination, , flags]) => destination === "00000000" && flags !== "0000")
    .flatMap(([name]) => name === undefined ? [] : [name]);
  return [...new Set(names)];
}
