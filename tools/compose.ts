/** Finds the compose program: Docker's plugin, or the program of its own that Debian packages. */
import { findCommand } from "./install.ts";

/** The words that start it, or null if neither is there. */
export function composeCommand(): readonly string[] | null {
  const docker = findCommand({ command: "docker" });
  if (docker !== null) {
    const { success } = new Deno.Command(docker, {
      args: ["compose", "version"],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    })
      .outputSync();
    if (success) return [docker, "compose"];
  }
  const own = findCommand({ command: "docker-compose" });
  return own === null ? null : [own];
}
