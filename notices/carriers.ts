/** Takes a letter to its recipient: makes the mail or the push message of it, and says what came of it. */
import { calendarFile } from "./calendar_file.ts";
import { messageIdOf, topicOf } from "./keys.ts";
import type { Mailer } from "./mail.ts";
import { mailText } from "./mail_text.ts";
import type { Recipient } from "./notices.ts";
import type { PushAttempt, Pusher } from "./push.ts";
import { isUrgent, pushMessage } from "./push_text.ts";
import type { Carriers } from "./worker.ts";
import type { Db } from "../db/database.ts";
import { dropSubscription } from "../db/push_subscriptions.ts";
import type { Attempt } from "../domain/delivery.ts";
import type { LetterKind } from "../domain/notice.ts";

export interface CarriersSetup {
  readonly db: Db;
  readonly mailer: Mailer;
  readonly pusher: Pusher;
  readonly publicUrl: URL;
  readonly now: () => Date;
  /** The secret part of the link that stops such mail. */
  readonly stopToken: (to: Recipient, kind: LetterKind) => string;
}

/** What is of use without an end is kept so long for a browser that is away. */
const USUAL_TTL_SECONDS = 24 * 60 * 60;
const LOCALE = "en";

export function createCarriers({ db, mailer, pusher, publicUrl, now, stopToken }: CarriersSetup): Carriers {
  const whole = (path: string) => new URL(path, publicUrl).href;
  return {
    async mail({ letter, row, email }) {
      const stop = whole(`/notices/stop/${stopToken(row.to, row.kind)}`);
      const target = whole(letter.path);
      const settings = "personId" in row.to ? whole("/settings/notices") : null;
      const text = mailText(letter, { target, stop, settings, house: publicUrl.host }, now(), LOCALE);
      const attempt = await mailer.send({
        ...text,
        to: email,
        messageId: messageIdOf(row.dedupKey, publicUrl.hostname),
        stopUrl: stop,
        calendar: calendarFile(letter, target, now()),
      });
      return { attempt, reached: [] };
    },

    async push({ letter, row, subscriptions, reached }) {
      const topic = topicOf(row.dedupKey);
      const message = pushMessage(letter, topic, now(), LOCALE);
      const left = row.goodUntil === null ? USUAL_TTL_SECONDS : (row.goodUntil.getTime() - now().getTime()) / 1000;
      const options = { topic, ttlSeconds: Math.max(1, Math.ceil(left)), urgent: isUrgent(letter) };
      const attempts = await Promise.all(
        subscriptions.filter(({ id }) => !reached.includes(id)).map(async (subscription) => {
          const attempt = await pusher.send(subscription, message, options);
          if (attempt.type === "gone") await dropSubscription(db, subscription.id);
          return { id: subscription.id, attempt };
        }),
      );
      const taken = attempts.filter(({ attempt }) => attempt.type === "taken").map(({ id }) => id);
      const all = [...reached, ...taken];
      return { attempt: together(attempts.map(({ attempt }) => attempt), all.length > 0), reached: all };
    },
  };
}

/** Of all browsers of one person: it is tried again while one of them may still take it. Null if there is none. */
function together(attempts: readonly PushAttempt[], reachedAny: boolean): Attempt | null {
  const failed = attempts.filter((attempt) => attempt.type === "failed");
  const [first] = failed;
  if (first !== undefined) {
    return { ...first, afterSeconds: Math.max(0, ...failed.map(({ afterSeconds }) => afterSeconds ?? 0)) || null };
  }
  if (reachedAny) return { type: "taken" };
  return attempts.find((attempt) => attempt.type === "refused") ?? null;
}
