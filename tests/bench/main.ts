// deno-lint-ignore-file no-console
/** Every bench, one after the other. Runs inside `tools/netns.ts`, because media has to flow. */
import { benchJoin } from "./join_bench.ts";
import { benchNotices } from "./notices_bench.ts";
import { benchPageCost } from "./page_cost_bench.ts";
import { benchPageWeight } from "./page_weight_bench.ts";
import { benchStreams } from "./stream_bench.ts";
import { benchTray } from "./tray_bench.ts";

const BENCHES: Readonly<Record<string, () => Promise<string>>> = {
  weight: benchPageWeight,
  cost: benchPageCost,
  tray: benchTray,
  streams: () => benchStreams(),
  notices: () => benchNotices(),
  join: () => benchJoin(),
};

const wanted = Deno.args.length > 0 ? Deno.args : Object.keys(BENCHES);
for (const name of wanted) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    throw new Error(`Cannot run the bench ${name}: there are ${Object.keys(BENCHES).join(", ")}`);
  }
  console.log(`\n${await bench()}`);
}
Deno.exit(0);
