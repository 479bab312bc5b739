/**
 * `deno task bench [weight|cost|tray|streams|notices|join …]`: prints figures, ratios measured side by side in one run. Nothing here judges them.
 */
import { ensureBuilt } from "./build_state.ts";
import { YOUNG_SPACE } from "./young_space.ts";
import { CHROMIUM, ensureInstalled, IPROUTE, JANUS, POSTGRESQL } from "./install.ts";

const missing = await ensureInstalled([JANUS, CHROMIUM, POSTGRESQL, IPROUTE]);
if (missing.length > 0) Deno.exit(1);
await ensureBuilt(() => {});
const { code } = await new Deno.Command(Deno.execPath(), {
  args: [
    "run",
    "-A",
    "tools/netns.ts",
    "--",
    Deno.execPath(),
    "run",
    "-A",
    YOUNG_SPACE,
    "tests/bench/main.ts",
    ...Deno.args,
  ],
  cwd: new URL("../", import.meta.url),
}).spawn().status;
Deno.exit(code);
