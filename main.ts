/**
 * The composition root, and the only file that starts anything: configuration, secrets, database, media server, the live side,
 * the app; and on SIGINT or SIGTERM their end, in the opposite order. Whoever serves imports `app`.
 */
import { createAccounts } from "./accounts/better_auth.ts";
import { ids } from "./accounts/ids.ts";
import { createRateLimits } from "./accounts/rate_limits.ts";
import { loadNoticeSecrets } from "./accounts/notice_secrets.ts";
import { loadSecrets } from "./accounts/secrets.ts";
import { createSeatTokens } from "./accounts/seat_tokens_hmac.ts";
import { createStopTokens } from "./accounts/stop_tokens_hmac.ts";
import { createTraceMaker } from "./accounts/traces.ts";
import { Background } from "./actions/background.ts";
import { listTelling } from "./actions/list_telling.ts";
import { letterReader } from "./actions/read_letter.ts";
import { roomsWithSeats } from "./actions/read_live_rooms.ts";
import { createApp } from "./app.ts";
import { readEnvironment } from "./config.ts";
import { openDatabase } from "./db/database.ts";
import { Doors } from "./db/doors.ts";
import { dropOutdated } from "./db/push_subscriptions.ts";
import { SuspendedPeople } from "./db/suspended_people.ts";
import { createLog } from "./log.ts";
import { startGateway } from "./media/start_gateway.ts";
import { turnServers } from "./media/turn.ts";
import { createCarriers } from "./notices/carriers.ts";
import { createMailer } from "./notices/mail.ts";
import { createPusher, pushContact } from "./notices/push.ts";
import { stopClaim } from "./notices/stop_claim.ts";
import { OutboxWorker } from "./notices/worker.ts";
import { createSignalling } from "./signalling/signalling.ts";
import { systemTimers } from "./signalling/timers.ts";
import { TrayStreams } from "./tray/streams.ts";
import { DoorBell } from "./tray/door_bell.ts";
import { RoomClock } from "./tray/room_clock.ts";
import { RoomWatches } from "./tray/room_watches.ts";
import { TidingsBoard } from "./tray/tidings.ts";

/** Long enough for one call, short enough that a leaked credential is soon worthless. */
const TURN_TTL_SECONDS = 6 * 60 * 60;
/** What has not ended by then is left to the kernel. */
const DRAIN_LIMIT_MS = 8000;
const OUTBOX_LIMIT_MS = 3000;

const config = readEnvironment();
const log = createLog({
  level: config.logLevel,
  terminal: Deno.stdout.isTerminal(),
  write: (line) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`)),
  now: () => new Date(),
});

const [secrets, noticeSecrets] = await Promise.all([loadSecrets(config.dataDir), loadNoticeSecrets(config.dataDir)]);
const opening = openDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
const [database, gateway] = await Promise.all([
  opening,
  startGateway({
    external: config.janus,
    dataDir: config.dataDir,
    masterKey: secrets.mediaMasterKey,
    log,
    liveRooms: async () => await roomsWithSeats(await opening),
  }),
]);
const { db } = database;
const { publicUrl, turn } = config;
const now = () => new Date();
const background = new Background(log);
const limits = createRateLimits();
const suspended = new SuspendedPeople(db, () => new Date());
const tidings = new TidingsBoard();
const accounts = await createAccounts({
  db,
  secret: secrets.authSecret,
  publicUrl,
  limits,
  log,
  suspended,
  onSessionEnded: (person) => {
    tidings.sessionEnded(person);
    background.start("Failed to forget browsers", () => dropOutdated(db, person, now()));
  },
});
const seatTokens = createSeatTokens(secrets.seatTokenKey);
const stopTokens = createStopTokens(noticeSecrets.stopKey);
const mailer = createMailer(config.smtp, log);
const outbox = new OutboxWorker({
  db,
  desk: {
    reader: () => letterReader({ db, now }),
    list: (notice) => listTelling({ db, ids, now, tidings }, notice),
  },
  carriers: createCarriers({
    db,
    mailer,
    pusher: createPusher({ vapid: noticeSecrets.vapid, contact: pushContact(publicUrl, config.smtp), now }),
    publicUrl,
    now,
    stopToken: (to, kind) => stopTokens.issue(stopClaim(to, kind)),
  }),
  timers: systemTimers,
  now,
  random: Math.random,
  log,
  name: crypto.randomUUID(),
});
const deps = {
  db,
  doors: new Doors(db, () => new Date()),
  accounts,
  suspended,
  seatTokens,
  gateway,
  tidings,
  stopTokens,
  mailLeaves: config.smtp !== null,
  push: { publicKey: noticeSecrets.vapid.publicKey, toLocal: config.pushToLocal },
  background,
  ids,
  now: () => new Date(),
  log,
  limits,
  operatorEmail: config.operatorEmail,
  publicUrl,
};
const signalling = createSignalling(deps, {
  iceServers: () => turn === null ? [] : turnServers({ ...turn, ttlSeconds: TURN_TTL_SECONDS }, "ajar", new Date()),
});
tidings.listen((tiding) => {
  if (tiding.type === "ties_changed") signalling.tiesChanged(tiding.people);
  if (tiding.type === "signed_out") signalling.signedOut(tiding.people);
  if (tiding.type === "noticed") outbox.nudge();
});
await signalling.resume();
const doorBell = new DoorBell(deps, systemTimers);
doorBell.resume();
outbox.start();
const clock = new RoomClock({ ...deps, publisher: signalling.publisher }, systemTimers);
clock.look();
const trays = new TrayStreams(deps, { timers: systemTimers, talking: signalling.talking });
const watches = new RoomWatches(deps, systemTimers);

export const app = createApp({
  deps: { ...deps, publisher: signalling.publisher, stage: signalling.stage },
  signalling,
  trays,
  watches,
  traces: createTraceMaker(secrets.seatTokenKey),
  trustProxy: config.trustProxy,
});

let ending = false;

async function end(signal: Deno.Signal): Promise<never> {
  if (ending) Deno.exit(1);
  ending = true;
  log.info("Ending", { signal });
  setTimeout(() => Deno.exit(1), DRAIN_LIMIT_MS);
  trays.drain();
  watches.drain();
  doorBell[Symbol.dispose]();
  clock[Symbol.dispose]();
  await signalling.drain();
  await deps.background.idle();
  // What a mail server holds up longer is delivered by the next run, when its lease has ended.
  await Promise.race([outbox[Symbol.asyncDispose](), new Promise((resolve) => setTimeout(resolve, OUTBOX_LIMIT_MS))]);
  mailer[Symbol.dispose]();
  await gateway[Symbol.asyncDispose]();
  await database.close();
  Deno.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => {
    end(signal).catch((error: unknown) => {
      log.error("Not ended cleanly", { signal }, error);
      Deno.exit(1);
    });
  });
}
