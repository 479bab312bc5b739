/**
 * The outbox in SQL. A row is taken by one worker at a time, for as long as its lease lasts, and settled by who has taken it
 * alone; several processes may take at once. Nothing here decides whether a notice leaves.
 */
import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "./database.ts";
import { jsonb } from "./json.ts";
import { groupId, knockId, noticeId, type PersonId, personId, roomId } from "../domain/ids.ts";
import { type Fate, LONGEST_PAUSE_MS } from "../domain/delivery.ts";
import type { NoticeFacts } from "../domain/letter.ts";
import type { Channel } from "../domain/notice_choice.ts";
import type { LetterKind } from "../domain/notice.ts";
import type { DropReason } from "../domain/telling.ts";

export type Recipient = { readonly personId: PersonId } | { readonly email: string };

export interface NewOutboxRow {
  readonly to: Recipient;
  readonly channel: Channel;
  readonly kind: LetterKind;
  readonly subject: string;
  readonly facts: NoticeFacts;
  readonly startsAt: Date | null;
  readonly dueAt: Date;
  readonly goodUntil: Date | null;
  /** A second row with the same key is none. */
  readonly dedupKey: string;
}

export interface TakenRow {
  readonly id: number;
  readonly to: Recipient;
  readonly channel: Channel;
  readonly kind: LetterKind;
  /** As the database holds it; `readFacts` tells what it says. */
  readonly payload: unknown;
  readonly dueAt: Date;
  readonly goodUntil: Date | null;
  readonly dedupKey: string;
  /** Including this one. */
  readonly attempts: number;
  /** Ids of the push subscriptions that have taken it. */
  readonly reached: readonly string[];
}

/** Rows per statement: a statement has room for 65,535 values. */
const INSERTED_AT_ONCE = 2000;

export async function insertOutbox(db: Db, rows: readonly NewOutboxRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE) {
    await db.insertInto("outbox")
      .values(
        rows.slice(from, from + INSERTED_AT_ONCE).map((row) => ({
          person_id: "personId" in row.to ? row.to.personId : null,
          email: "email" in row.to ? row.to.email : null,
          channel: row.channel,
          kind: row.kind,
          subject: row.subject,
          payload: jsonb(row.facts),
          starts_at: row.startsAt,
          due_at: row.dueAt,
          good_until: row.goodUntil,
          dedup_key: row.dedupKey,
          next_at: row.dueAt,
        })),
      )
      .onConflict((conflict) => conflict.column("dedup_key").doNothing())
      .execute();
  }
}

export interface Withdrawal {
  readonly subject: string;
  /** All, if left out. */
  readonly kinds?: readonly LetterKind[];
  readonly to?: Recipient;
}

/** What waits is gone, as if it had never been written; what is being delivered just now may still arrive. Gives how many. */
export async function deleteWaiting(db: Db, { subject, kinds, to }: Withdrawal): Promise<number> {
  let query = db.deleteFrom("outbox").where("subject", "=", subject).where("state", "=", "waiting");
  if (kinds !== undefined) query = query.where("kind", "in", [...kinds]);
  if (to !== undefined) {
    query = "personId" in to ? query.where("person_id", "=", to.personId) : query.where("email", "=", to.email);
  }
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Which channels have something to deliver. */
export async function channelsDue(db: Db, now: Date): Promise<Channel[]> {
  const { rows } = await sql<{ channel: Channel }>`
    select channel from (values ('app'), ('mail'), ('push')) as channels (channel)
    where exists (
      select 1 from outbox
      where outbox.channel = channels.channel and state = 'waiting' and next_at <= ${now}::timestamptz
        and (taken_until is null or taken_until <= ${now}::timestamptz)
    )`.execute(db);
  return rows.map(({ channel }) => channel);
}

export interface Taking {
  readonly channel: Channel;
  readonly limit: number;
  readonly now: Date;
  readonly until: Date;
  /** Who takes: a name that nobody else has. */
  readonly by: string;
}

/** The longest due first. What another worker holds, or looks at just now, is passed over. */
export async function takeDue(db: Db, { channel, limit, now, until, by }: Taking): Promise<TakenRow[]> {
  const rows = await db
    .with("due", (with_) =>
      with_.selectFrom("outbox").select("id")
        .where("state", "=", "waiting")
        .where("channel", "=", channel)
        .where("next_at", "<=", now)
        .where((eb) => eb.or([eb("taken_until", "is", null), eb("taken_until", "<=", now)]))
        .orderBy("next_at")
        .orderBy("id")
        .limit(limit)
        .forUpdate()
        .skipLocked())
    .updateTable("outbox")
    .from("due")
    .whereRef("outbox.id", "=", "due.id")
    .set((eb) => ({ taken_until: until, taken_by: by, attempts: eb("outbox.attempts", "+", 1) }))
    .returning([
      "outbox.id",
      "outbox.person_id",
      "outbox.email",
      "outbox.channel",
      "outbox.kind",
      "outbox.payload",
      "outbox.due_at",
      "outbox.good_until",
      "outbox.dedup_key",
      "outbox.attempts",
      "outbox.reached",
    ])
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      to: row.person_id === null ? { email: row.email ?? "" } : { personId: personId(row.person_id) },
      channel: row.channel,
      kind: row.kind,
      payload: row.payload,
      dueAt: row.due_at,
      goodUntil: row.good_until,
      dedupKey: row.dedup_key,
      attempts: row.attempts,
      reached: reachedIds.parse(row.reached),
    }))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
}

/** As `settle` with `sent`, many at once. */
export async function settleSent(
  db: Db,
  { ids, by, now }: { readonly ids: readonly number[]; readonly by: string; readonly now: Date },
): Promise<void> {
  await db.updateTable("outbox")
    .set({ state: "sent", settled_at: now, last_error: null, taken_until: null, taken_by: null })
    .where("id", "in", [...ids]).where("taken_by", "=", by).where("state", "=", "waiting")
    .execute();
}

export type Settlement =
  | Fate
  | { readonly state: "dropped"; readonly why: DropReason }
  /** Not now: as if it had not been taken. */
  | { readonly state: "held"; readonly nextAt: Date };

/** Nothing happens to a row that was withdrawn, or that somebody else has taken since. */
export async function settle(
  db: Db,
  { id, by, now, reached }: {
    readonly id: number;
    readonly by: string;
    readonly now: Date;
    readonly reached: readonly string[];
  },
  settlement: Settlement,
): Promise<void> {
  const mine = db.updateTable("outbox").where("id", "=", id).where("taken_by", "=", by).where("state", "=", "waiting")
    .set({ taken_until: null, taken_by: null, reached: jsonb(reached) });
  switch (settlement.state) {
    case "held":
      await mine.set((eb) => ({ next_at: settlement.nextAt, attempts: eb("attempts", "-", 1) })).execute();
      return;
    case "waiting":
      await mine.set({ next_at: settlement.nextAt, last_error: settlement.why }).execute();
      return;
    case "sent":
      await mine.set({ state: "sent", settled_at: now, last_error: null }).execute();
      return;
    default:
      await mine.set({ state: settlement.state, settled_at: now, last_error: settlement.why }).execute();
  }
}

/**
 * After a clock was set back: no lease and no pause reaches further than it could have been meant to. A row whose worker is
 * at it may be delivered twice by this, under the same key.
 */
export async function mendAfterClock(db: Db, now: Date, leaseMs: number): Promise<void> {
  const furthest = (ms: number) => new Date(now.getTime() + ms);
  await db.updateTable("outbox").set({ taken_until: null })
    .where("state", "=", "waiting").where("taken_until", ">", furthest(leaseMs)).execute();
  await db.updateTable("outbox").set({ next_at: now })
    .where("state", "=", "waiting").where("attempts", ">", 0).where("due_at", "<=", now)
    .where("next_at", ">", furthest(LONGEST_PAUSE_MS)).execute();
}

/** The same lead before every start that this person still waits to be told of. */
export async function moveLead(db: Db, person: PersonId, leadMinutes: number): Promise<void> {
  const dueAt = sql<Date>`starts_at - ${leadMinutes}::integer * interval '1 minute'`;
  await db.updateTable("outbox").set({ due_at: dueAt, next_at: dueAt })
    .where("person_id", "=", person).where("state", "=", "waiting").where("attempts", "=", 0)
    .where("starts_at", "is not", null).execute();
}

/** What was settled before that moment; until then it keeps its key from being told once more. */
export async function deleteSettled(db: Db, before: Date): Promise<void> {
  await db.deleteFrom("outbox").where("settled_at", "<", before).execute();
}

const reachedIds = z.array(z.string());

const time = z.iso.datetime();
const factsShape = z.object({
  noticeId: z.string().transform(noticeId).nullable(),
  aboutId: z.string().transform(personId).nullable(),
  guestName: z.string().nullable(),
  roomId: z.string().transform(roomId).nullable(),
  groupId: z.string().transform(groupId).nullable(),
  knockId: z.string().transform(knockId).nullable(),
  occasion: z.object({
    title: z.string(),
    opensAt: time.nullable(),
    endsAt: time.nullable(),
    zone: z.string(),
    path: z.string().nullable(),
    calendar: z.object({ uid: z.string(), sequence: z.int() }).nullable(),
  }).nullable(),
});

/** Throws for what no notice says. */
export function readFacts(payload: unknown): NoticeFacts {
  return factsShape.parse(payload);
}
