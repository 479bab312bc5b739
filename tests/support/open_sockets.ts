/** Which sockets a process has open, from Linux' `/proc`. */
export interface OpenSocket {
  readonly protocol: "tcp" | "tcp6" | "udp" | "udp6";
  /** As `/proc/net` writes it: little-endian hexadecimal; 127.0.0.1 is "0100007F". */
  readonly address: string;
  readonly port: number;
  readonly isListening: boolean;
}

const LISTENING = "0A";

export async function openSockets(pid: number): Promise<readonly OpenSocket[]> {
  const inodes = new Set<string>();
  for await (const { name } of Deno.readDir(`/proc/${pid}/fd`)) {
    const target = await Deno.readLink(`/proc/${pid}/fd/${name}`).catch(() => "");
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  const sockets: OpenSocket[] = [];
  for (const protocol of ["tcp", "tcp6", "udp", "udp6"] as const) {
    const table = await Deno.readTextFile(`/proc/${pid}/net/${protocol}`);
    for (const row of table.trim().split("\n").slice(1)) {
      const columns = row.trim().split(/\s+/);
      const [address = "", port = ""] = columns[1]?.split(":") ?? [];
      if (!inodes.has(columns[9] ?? "")) continue;
      sockets.push({ protocol, address, port: parseInt(port, 16), isListening: columns[3] === LISTENING });
    }
  }
  return sockets;
}

/** False for a process that has ended, also while its parent has not asked how. */
export async function isRunning(pid: number): Promise<boolean> {
  const status = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => null);
  return status !== null && !/^\d+ \(.*\) Z/s.test(status);
}
