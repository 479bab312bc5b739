// deno-lint-ignore-file no-console
/**
 * The main job, `deno task start`: installs Janus if there is none, builds what has changed, serves, prints the URL. A second
 * start does only the last two, so nothing heavy is imported before it is known to be needed.
 */
import { buildOrExit } from "./build_or_exit.ts";
import { endWithTerminalOrNpm, findNpm } from "./ending.ts";
import { ensureInstalled, JANUS } from "./install.ts";
import { type BuiltApp, readConfigOrExit, serve } from "./serve.ts";

const ROOT = new URL("../", import.meta.url);

async function installJanus(): Promise<void> {
  const missing = await ensureInstalled([JANUS]);
  if (missing.length === 0) return;
  console.log(
    "Ajar starts without Janus: its pages work and say that calls are not possible. " +
      "Install it, or let JANUS_URL, JANUS_ADMIN_URL and JANUS_ADMIN_SECRET name one that runs elsewhere.",
  );
}

const npm = findNpm();
const config = readConfigOrExit();
await Promise.all([config.janus === null ? installJanus() : null, buildOrExit()]);
await serve(config, () => importBuilt());
endWithTerminalOrNpm(npm);

/** By a computed name: the file does not exist when the types are checked. */
async function importBuilt(): Promise<BuiltApp> {
  return await import(new URL("_fresh/server.js", ROOT).href);
}
