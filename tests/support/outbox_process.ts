/**
 * Two workers of one outbox, or one, as a process that a test kills. Its one argument is `ProcessSetup` as JSON; the clock is
 * moved by a file, which may change at any time. Says "ready" once, and never ends by itself.
 */
import { z } from "zod";
import { openDatabase } from "../../db/database.ts";
import { systemTimers } from "../../signalling/timers.ts";
import { keptLog } from "./kept_log.ts";
import { openWorks } from "./outbox_works.ts";

const setup = z.object({
  dataDir: z.string(),
  url: z.string().nullable(),
  workers: z.int().positive(),
  smtpUrl: z.string(),
  vapid: z.object({ publicKey: z.string(), privateKey: z.string() }),
  /** Holds how many milliseconds the clock is ahead. */
  clockFile: z.string(),
  leaseMs: z.int().positive(),
});

export type ProcessSetup = z.infer<typeof setup>;

const CLOCK_LOOK_MS = 50;

if (import.meta.main) {
  const { dataDir, url, workers, smtpUrl, vapid, clockFile, leaseMs } = setup.parse(JSON.parse(Deno.args[0] ?? ""));
  const aheadMs = () => Number(Deno.readTextFileSync(clockFile));
  let ahead = aheadMs();
  setInterval(() => ahead = aheadMs(), CLOCK_LOOK_MS);
  const now = () => new Date(Date.now() + ahead);
  const { db } = await openDatabase({ dataDir, url });
  for (let at = 0; at < workers; at++) {
    openWorks({ db, now, timers: systemTimers, log: keptLog(), smtpUrl, vapid, leaseMs }).worker.start();
  }
  Deno.stdout.writeSync(new TextEncoder().encode("ready\n"));
}
