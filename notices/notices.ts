/**
 * What deeds use to tell somebody something, now or later: rows of the outbox, written and withdrawn in the deed's own
 * transaction. A worker finds what is due within a second, and at once when somebody has a new notice in the app.
 */
import type { Db } from "../db/database.ts";
import { readChoices, readSettings, USUAL_SETTING } from "../db/notice_choices.ts";
import { deleteWaiting, insertOutbox, type NewOutboxRow, type Recipient, type Withdrawal } from "../db/outbox.ts";
import { listSubscriptions } from "../db/push_subscriptions.ts";
import type { NoticeFacts } from "../domain/letter.ts";
import { type Channel, CHANNELS, DEFAULTS, matterOf } from "../domain/notice_choice.ts";
import type { LetterKind } from "../domain/notice.ts";
import { type Due, dueAt } from "../domain/telling.ts";

export type { Recipient, Withdrawal } from "../db/outbox.ts";

export interface Telling {
  /** An address, in lower case, is only ever reached by mail. */
  readonly to: Recipient;
  readonly kind: LetterKind;
  /** What it is about, such as `room:<id>`: by this it is withdrawn. */
  readonly subject: string;
  /** Within one recipient: a second telling with the same key is none, also long after the first has left. */
  readonly dedupKey: string;
  readonly due: Due;
  /** Of no use from then on, such as "opens soon" once it is open. */
  readonly goodUntil: Date | null;
  readonly facts: NoticeFacts;
}

/** Most notices have few facts. */
export const NO_FACTS: NoticeFacts = {
  noticeId: null,
  aboutId: null,
  guestName: null,
  roomId: null,
  groupId: null,
  knockId: null,
  occasion: null,
};

/** Tellings per look at what their recipients have chosen: a statement has room for 65,535 values. */
const TOLD_AT_ONCE = 2000;

/**
 * Idempotent by the keys. What is due later is written for every channel, because people may choose otherwise until then; of
 * what is due now only what they want. `channels`: which are meant at all.
 */
export async function tell(
  db: Db,
  now: Date,
  tellings: readonly Telling[],
  channels: readonly Channel[] = CHANNELS,
): Promise<void> {
  for (let from = 0; from < tellings.length; from += TOLD_AT_ONCE) {
    await tellBatch(db, now, tellings.slice(from, from + TOLD_AT_ONCE), channels);
  }
}

async function tellBatch(
  db: Db,
  now: Date,
  tellings: readonly Telling[],
  channels: readonly Channel[],
): Promise<void> {
  const people = [...new Set(tellings.flatMap(({ to }) => "personId" in to ? [to.personId] : []))];
  const settings = await readSettings(db, people);
  const choices = await readChoices(db, people);
  const subscriptions = await listSubscriptions(db, people);
  const rows = tellings.flatMap((telling): NewOutboxRow[] => {
    const { to, kind, subject, facts, due, goodUntil } = telling;
    const { leadMinutes } = "personId" in to ? settings.get(to.personId) ?? USUAL_SETTING : USUAL_SETTING;
    const at = dueAt(due, leadMinutes);
    const isMeant = (channel: Channel): boolean => {
      if ("email" in to) return channel === "mail";
      if (channel === "app" || at > now) return true;
      if (channel === "push" && !subscriptions.has(to.personId)) return false;
      return (choices.get(to.personId) ?? DEFAULTS)[matterOf(kind)][channel];
    };
    return channels.filter(isMeant).map((channel) => ({
      to,
      channel,
      kind,
      subject,
      facts,
      startsAt: "before" in due ? due.before : null,
      dueAt: at,
      goodUntil,
      dedupKey: `${channel}:${"personId" in to ? to.personId : to.email}:${telling.dedupKey}`,
    }));
  });
  await insertOutbox(db, rows);
}

/** What waits under this subject is not told. Gives how many rows that were. */
export async function withdraw(db: Db, withdrawal: Withdrawal): Promise<number> {
  return await deleteWaiting(db, withdrawal);
}

/** In the place of what waits there, these; what has already left under the same key does not leave again. */
export async function replan(
  db: Db,
  now: Date,
  withdrawal: Withdrawal,
  tellings: readonly Telling[],
): Promise<void> {
  await withdraw(db, withdrawal);
  await tell(db, now, tellings);
}
