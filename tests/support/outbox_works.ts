/** Everything that delivers what is in an outbox, on a database and a clock that a test gives: as `main.ts` puts it together. */
import webPush from "web-push";
import type { Db } from "../../db/database.ts";
import type { Letter } from "../../domain/letter.ts";
import type { Timers } from "../../domain/timers.ts";
import { createCarriers } from "../../notices/carriers.ts";
import { createMailer } from "../../notices/mail.ts";
import { createPusher } from "../../notices/push.ts";
import { type Desk, type DueNotice, OutboxWorker } from "../../notices/worker.ts";
import type { Log } from "../../domain/log.ts";

/** The key pair of the tests' house. */
export const VAPID = webPush.generateVAPIDKeys();

export interface WorksSetup {
  readonly db: Db;
  readonly now: () => Date;
  readonly timers: Timers;
  readonly log: Log;
  readonly smtpUrl: string;
  readonly vapid?: { readonly publicKey: string; readonly privateKey: string };
  readonly desk?: Partial<Pick<Desk, "list"> & { read: ReturnType<Desk["reader"]> }>;
  readonly pushDeadlineMs?: number;
  readonly leaseMs?: number;
}

export interface Works extends AsyncDisposable {
  readonly worker: OutboxWorker;
}

export function openWorks(
  { db, now, timers, log, smtpUrl, desk = {}, vapid = VAPID, pushDeadlineMs, leaseMs }: WorksSetup,
): Works {
  const mailer = createMailer({ url: smtpUrl, from: "Ajar <ajar@ajar.example>" }, log);
  const pusher = createPusher({
    vapid,
    contact: "mailto:ajar@ajar.example",
    now,
    ...(pushDeadlineMs === undefined ? {} : { deadlineMs: pushDeadlineMs }),
  });
  const worker = new OutboxWorker({
    db,
    desk: {
      reader: () => desk.read ?? ((notice) => Promise.resolve(plainLetter(notice))),
      list: desk.list ?? (() => Promise.resolve()),
    },
    carriers: createCarriers({
      db,
      mailer,
      pusher,
      publicUrl: new URL("https://ajar.example"),
      now,
      stopToken: () => "token",
    }),
    timers,
    now,
    random: () => 0,
    log,
    name: crypto.randomUUID(),
    ...(leaseMs === undefined ? {} : { leaseMs }),
  });
  return {
    worker,
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      mailer[Symbol.dispose]();
    },
  };
}

/** Of a room that nobody looks up. */
export function plainLetter({ kind, facts, zone }: DueNotice): Letter {
  const { occasion } = facts;
  return {
    kind,
    name: "Mara",
    room: occasion?.title ?? "Painting",
    group: null,
    path: "/r/code",
    opensAt: occasion === null || occasion.opensAt === null ? null : new Date(occasion.opensAt),
    endsAt: occasion?.endsAt ? new Date(occasion.endsAt) : null,
    event: null,
    zone: zone ?? occasion?.zone ?? "UTC",
    knock: null,
    calendar: occasion?.calendar ?? null,
  };
}
