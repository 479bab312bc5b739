/**
 * Delivers what is due in the outbox. Several workers, in one process or many, share the rows; what one held when it died is
 * taken up when its lease ends. So a row is handed over at least once, always under the same key, and whoever shows it shows
 * it once. Channels do not wait for each other, and no row waits for one that fails.
 */
import type { Db } from "../db/database.ts";
import { type Reachable, readReachable, readStopped } from "../db/notice_choices.ts";
import {
  channelsDue,
  deleteSettled,
  mendAfterClock,
  readFacts,
  type Recipient,
  settle,
  type Settlement,
  settleSent,
  takeDue,
  type TakenRow,
} from "../db/outbox.ts";
import { listSubscriptions, type PushSubscriptionRow } from "../db/push_subscriptions.ts";
import { afterAttempt, type Attempt, MOST_ATTEMPTS } from "../domain/delivery.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Letter, NoticeFacts } from "../domain/letter.ts";
import type { Log } from "../domain/log.ts";
import type { LetterKind } from "../domain/notice.ts";
import { type Channel, CHANNELS, EVERYTHING } from "../domain/notice_choice.ts";
import { judgeDue } from "../domain/telling.ts";
import type { Timers } from "../domain/timers.ts";

/** What a row is about, for whoever knows the rooms and the people in it. */
export interface DueNotice {
  readonly to: Recipient;
  readonly kind: LetterKind;
  readonly facts: NoticeFacts;
  readonly dedupKey: string;
  /** The zone that the recipient has chosen. */
  readonly zone: string | null;
}

/** What the deeds know and the outbox does not. */
export interface Desk {
  /**
   * Reads what was taken together, so that what it has in common is looked up once. As things are now; null for what is gone,
   * or not for its recipient any more.
   */
  reader(): (notice: DueNotice) => Promise<Letter | null>;
  /** Puts it into the list of notices. A second time is none. */
  list(notice: DueNotice): Promise<void>;
}

/** A recipient as a channel needs them. */
export interface Delivery {
  readonly letter: Letter;
  readonly row: Pick<TakenRow, "kind" | "dedupKey" | "goodUntil" | "to">;
  readonly email: string;
  readonly subscriptions: readonly PushSubscriptionRow[];
}

export interface Delivered {
  /** Null: there is nowhere to deliver it to. */
  readonly attempt: Attempt | null;
  /** Ids of the push subscriptions that have taken it, now or before. */
  readonly reached: readonly string[];
}

export interface Carriers {
  mail(delivery: Delivery): Promise<Delivered>;
  push(delivery: Delivery & { readonly reached: readonly string[] }): Promise<Delivered>;
}

export interface WorkerSetup {
  readonly db: Db;
  readonly desk: Desk;
  readonly carriers: Carriers;
  readonly timers: Timers;
  readonly now: () => Date;
  /** 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  /** A name that no other worker has. */
  readonly name: string;
  readonly leaseMs?: number;
}

/** Longer than any attempt, so that nobody takes what is still being delivered. */
const LEASE_MS = 45_000;
/** How late a row may be noticed that nobody nudged for. */
const LOOK_EVERY_MS = 500;
const TIDY_EVERY_MS = 60_000;
/** So long a key keeps its notice from being told once more. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000;

/** How many rows of a channel are being delivered at once. */
const AT_ONCE: Readonly<Record<Channel, number>> = { app: 8, mail: 20, push: 48 };

interface Lane {
  busy: number;
  looking: boolean;
  again: boolean;
}

export class OutboxWorker implements AsyncDisposable {
  readonly #setup: WorkerSetup;
  readonly #lanes: ReadonlyMap<Channel, Lane>;
  readonly #leaseMs: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #sent: number[] = [];
  #settling: Promise<void> | null = null;
  #callOff: (() => void) | null = null;
  #ended = false;
  #lastLook = 0;
  #lastTidy = Number.NEGATIVE_INFINITY;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
    this.#leaseMs = setup.leaseMs ?? LEASE_MS;
    this.#lanes = new Map(CHANNELS.map((channel) => [channel, { busy: 0, looking: false, again: false }]));
  }

  /** Once. */
  start(): void {
    this.#tick();
  }

  /** Looks now: something was written that may be due. */
  nudge(): void {
    if (!this.#ended) this.#keep(this.#look());
  }

  /** Takes nothing more, and resolves when what is under way is settled. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    this.#callOff?.();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #tick(): void {
    if (this.#ended) return;
    this.#callOff = this.#setup.timers.after(LOOK_EVERY_MS, () => this.#tick());
    this.#keep(this.#look());
  }

  #keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => this.#setup.log.error("Failed to look into the outbox", {}, error))
      .finally(() => this.#underWay.delete(kept));
    this.#underWay.add(kept);
  }

  async #look(): Promise<void> {
    const { db } = this.#setup;
    const now = this.#setup.now();
    const wentBack = now.getTime() < this.#lastLook;
    this.#lastLook = now.getTime();
    if (wentBack || Math.abs(now.getTime() - this.#lastTidy) >= TIDY_EVERY_MS) {
      this.#lastTidy = now.getTime();
      await mendAfterClock(db, now, this.#leaseMs);
      await deleteSettled(db, new Date(now.getTime() - REMEMBERED_MS));
    }
    for (const channel of await channelsDue(db, now)) this.#lookInto(channel);
  }

  /** One look at a time for each channel; what asks meanwhile is answered by one more. */
  #lookInto(channel: Channel): void {
    const lane = this.#lanes.get(channel);
    if (lane === undefined || this.#ended) return;
    lane.again = true;
    if (lane.looking) return;
    lane.looking = true;
    this.#keep((async () => {
      try {
        while (lane.again && !this.#ended) {
          lane.again = false;
          await this.#fill(channel, lane);
        }
      } finally {
        lane.looking = false;
      }
    })());
  }

  /** Takes as many as there are hands for, so that a lease begins with the work. */
  async #fill(channel: Channel, lane: Lane): Promise<void> {
    const { db, name } = this.#setup;
    const limit = AT_ONCE[channel] - lane.busy;
    if (limit <= 0) return;
    const now = this.#setup.now();
    const until = new Date(now.getTime() + this.#leaseMs);
    const rows = await takeDue(db, { channel, limit, now, until, by: name });
    if (rows.length === 0) return;
    const facts = await this.#factsOf(rows, channel);
    for (const row of rows) {
      lane.busy++;
      this.#keep(
        this.#deliver(row, facts).finally(() => {
          lane.busy--;
          // Not for each: what ended together is followed by one look.
          if (rows.length === limit && lane.busy <= AT_ONCE[channel] / 2) this.#lookInto(channel);
        }),
      );
    }
  }

  async #factsOf(rows: readonly TakenRow[], channel: Channel): Promise<RecipientFacts> {
    const { db } = this.#setup;
    const people = [...new Set(rows.flatMap(({ to }) => "personId" in to ? [to.personId] : []))];
    const emails = rows.flatMap(({ to }) => "email" in to ? [to.email] : []);
    return {
      read: this.#setup.desk.reader(),
      reachable: await readReachable(db, people),
      stopped: await readStopped(db, emails),
      subscriptions: channel === "push" ? await listSubscriptions(db, people) : new Map(),
    };
  }

  async #deliver(row: TakenRow, facts: RecipientFacts): Promise<void> {
    const { db, name, now, log } = this.#setup;
    let outcome: { readonly settlement: Settlement; readonly reached: readonly string[] };
    try {
      outcome = await this.#attempt(row, facts);
    } catch (error) {
      log.error("Failed to deliver a notice", { outboxId: row.id, kind: row.kind, channel: row.channel }, error);
      outcome = {
        settlement: this.#after({ type: "failed", why: String(error).slice(0, 300), afterSeconds: null }, row),
        reached: row.reached,
      };
    }
    const { settlement, reached } = outcome;
    if (settlement.state === "dead") {
      log.warn("A notice could not be delivered", { outboxId: row.id, channel: row.channel, why: settlement.why });
    }
    if (settlement.state === "sent") await this.#settleSent(row.id);
    else await settle(db, { id: row.id, by: name, now: now(), reached }, settlement);
  }

  /** What ends while a statement is under way shares the next one. */
  async #settleSent(id: number): Promise<void> {
    this.#sent.push(id);
    this.#settling ??= this.#settleAll().finally(() => this.#settling = null);
    await this.#settling;
  }

  async #settleAll(): Promise<void> {
    const { db, name, now } = this.#setup;
    // What has ended in the same turn is in.
    await Promise.resolve();
    for (let ids = this.#sent.splice(0); ids.length > 0; ids = this.#sent.splice(0)) {
      await settleSent(db, { ids, by: name, now: now() });
    }
  }

  async #attempt(
    row: TakenRow,
    facts: RecipientFacts,
  ): Promise<{ settlement: Settlement; reached: readonly string[] }> {
    const { desk, carriers } = this.#setup;
    const as = (settlement: Settlement) => ({ settlement, reached: row.reached });
    // It has ended the process each time.
    if (row.attempts > MOST_ATTEMPTS) return as({ state: "dead", why: "too many attempts" });
    const recipient = recipientOf(row.to, facts);
    if (recipient === null) return as({ state: "dropped", why: "not_to_be_told" });
    const judgement = judgeDue(row, recipient.wishes, this.#setup.now());
    if (judgement.type === "drop") return as({ state: "dropped", why: judgement.why });
    if (judgement.type === "wait") return as({ state: "held", nextAt: judgement.until });
    let said: NoticeFacts;
    try {
      said = readFacts(row.payload);
    } catch (error) {
      return as({ state: "dead", why: `unreadable: ${String(error).slice(0, 200)}` });
    }
    const notice: DueNotice = { to: row.to, kind: row.kind, facts: said, dedupKey: row.dedupKey, zone: recipient.zone };
    if (row.channel === "app") {
      await desk.list(notice);
      return as({ state: "sent" });
    }
    const letter = await facts.read(notice);
    if (letter === null) return as({ state: "dropped", why: "not_to_be_told" });
    const subscriptions = "personId" in row.to ? facts.subscriptions.get(row.to.personId) ?? [] : [];
    const delivery = { letter, row, email: recipient.email, subscriptions };
    const { attempt, reached } = row.channel === "mail"
      ? await carriers.mail(delivery)
      : await carriers.push({ ...delivery, reached: row.reached });
    return {
      settlement: attempt === null ? { state: "dropped", why: "no_address" } : this.#after(attempt, row),
      reached,
    };
  }

  #after(attempt: Attempt, { attempts, goodUntil }: TakenRow): Settlement {
    return afterAttempt(attempt, { attempts, goodUntil, now: this.#setup.now(), random: this.#setup.random() });
  }
}

interface RecipientFacts {
  readonly read: (notice: DueNotice) => Promise<Letter | null>;
  readonly reachable: ReadonlyMap<PersonId, Reachable>;
  readonly stopped: ReadonlySet<string>;
  readonly subscriptions: ReadonlyMap<PersonId, readonly PushSubscriptionRow[]>;
}

/** Null for who is gone, or kept out of the house. */
function recipientOf(
  to: Recipient,
  { reachable, stopped }: RecipientFacts,
): Pick<Reachable, "email" | "zone" | "wishes"> | null {
  if ("email" in to) {
    const wishes = { choices: EVERYTHING, quiet: null, stopped: stopped.has(to.email) };
    return { email: to.email, zone: null, wishes };
  }
  const person = reachable.get(to.personId);
  return person === undefined || person.suspended ? null : person;
}
