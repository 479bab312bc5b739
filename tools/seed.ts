// deno-lint-ignore-file no-console
/**
 * `deno task seed`: fills the database that `start` would use with a demo world, and says who to sign in as. A second run
 * changes nothing. The embedded database belongs to one process, so a running server is to be stopped first.
 */
import { UNLIMITED } from "../domain/rate_limit.ts";
import { createAccounts } from "../accounts/better_auth.ts";
import { ids } from "../accounts/ids.ts";
import { Background } from "../actions/background.ts";
import { createSeatTokens } from "../accounts/seat_tokens_hmac.ts";
import { loadSecrets } from "../accounts/secrets.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { createLog } from "../log.ts";
import { TidingsBoard } from "../tray/tidings.ts";
import { emailOf, PASSWORD, PEOPLE } from "./demo_world.ts";
import { readConfigOrExit } from "./serve.ts";
import { type Settled, settleDemo } from "./settle_demo.ts";

const SAID: Readonly<Record<Settled, string>> = {
  settled: "The demo world is there.",
  was_there: "The demo world was there already; nothing has changed.",
  half_there: "Some of the demo's addresses have accounts here, but the demo is not whole; nothing has changed. " +
    "Use an empty DATA_DIR or database.",
};

const config = readConfigOrExit();

async function openOrExit(): Promise<Database> {
  try {
    return await openDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
  } catch (error) {
    console.error(error instanceof Error ? `${error.message}.` : String(error));
    if (config.databaseUrl === null) console.error("Stop the server that uses it, then try again.");
    Deno.exit(1);
  }
}

const database = await openOrExit();
const log = createLog({ level: "warn", terminal: true, write: (line) => console.error(line), now: () => new Date() });
const { authSecret: secret, seatTokenKey } = await loadSecrets(config.dataDir);
const accounts = await createAccounts({ db: database.db, secret, publicUrl: config.publicUrl, limits: UNLIMITED, log });
const settled = await settleDemo(
  {
    db: database.db,
    ids,
    limits: UNLIMITED,
    now: () => new Date(),
    seatTokens: createSeatTokens(seatTokenKey),
    tidings: new TidingsBoard(),
    background: new Background(log),
  },
  accounts,
);
await database.close();
console.log(SAID[settled]);
if (settled === "half_there") Deno.exit(1);
console.log(`\nSign in as any of these; the password of all is: ${PASSWORD}\n`);
for (const name of PEOPLE) console.log(`  ${emailOf(name).padEnd(22)} ${name}`);
console.log(`\n${emailOf(PEOPLE[0] ?? "")} has the most to see.`);
Deno.exit(0);
