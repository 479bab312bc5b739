/**
 * How long after it is due a notice is with the mail server or the push service: a hundred each second, half by mail and half
 * by push, from the server as it runs with the embedded database. Both ends and their decryption are on the same machine.
 */
import { loadNoticeSecrets } from "../../accounts/notice_secrets.ts";
import { openDatabase } from "../../db/database.ts";
import type { PersonId } from "../../domain/ids.ts";
import { sayWhen } from "../../notices/letter_text.ts";
import { NO_FACTS, tell, type Telling } from "../../notices/notices.ts";
import { openMailSink } from "../support/mail_sink.ts";
import { subscribed } from "../support/push_rows.ts";
import { openPushService, type PushService } from "../support/push_service.ts";
import { newRoom, somePerson } from "../support/rows.ts";
import { insertRoom } from "../../db/rooms.ts";
import { startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";
import { letterWords } from "../../words/letters.ts";
import { speaker } from "../../words/speaker.ts";
import { milliseconds, percentile, table } from "./figures.ts";

const EACH_SECOND = 100;
const SECONDS = 30;
const PEOPLE = 200;
/** Until the first is due: the server has started by then. */
const HEAD_START_MS = 30_000;
const DEADLINE_MS = 120_000;

export async function benchNotices(seconds = SECONDS): Promise<string> {
  const dataDir = await Deno.makeTempDir({ prefix: "ajar-bench-" });
  try {
    await using sink = await openMailSink();
    await using service = openPushService();
    const dueMs = await fill(dataDir, service, seconds * EACH_SECOND);
    await using _app = await startApp({
      env: { DATA_DIR: dataDir, SMTP_URL: sink.url, MAIL_FROM: "ajar@ajar.example", PUSH_TO_LOCAL: "1" },
    });
    const arrived = () => sink.mails.length + service.messages.length;
    await until(
      "everything has arrived",
      () => arrived() >= dueMs.size,
      HEAD_START_MS + seconds * 1000 + DEADLINE_MS,
    );
    const late = (arrivals: readonly { readonly key: string; readonly atMs: number }[]) =>
      arrivals.map(({ key, atMs }) => atMs - (dueMs.get(key) ?? Number.NaN));
    const mails = late(sink.mails.map(({ to, atMs }) => ({ key: to[0] ?? "", atMs })));
    const pushes = late(service.messages.map(({ message, atMs }) => ({ key: message.body, atMs })));
    return table([
      ["due to handed over, ms", "notices", "p50", "p99", "longest"],
      figures("all", [...mails, ...pushes]),
      figures("mail", mails),
      figures("push", pushes),
    ]);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

function figures(name: string, samples: readonly number[]): string[] {
  const [p50, p99, longest] = [percentile(samples, 50), percentile(samples, 99), Math.max(...samples)];
  return [`${name}, ${EACH_SECOND} a second`, String(samples.length), ...[p50, p99, longest].map(milliseconds)];
}

/** When each is due, by what tells it at the other end: the address, or the text. */
async function fill(dataDir: string, service: PushService, count: number): Promise<ReadonlyMap<string, number>> {
  await using database = await openDatabase({ dataDir, url: null });
  const { db } = database;
  const { vapid } = await loadNoticeSecrets(dataDir);
  const host = await somePerson(db, "Mara");
  const room = await insertRoom(db, newRoom(host));
  const people: PersonId[] = [];
  for (let at = 0; at < PEOPLE; at++) {
    const person = await somePerson(db, `Person ${at}`);
    const { keys } = await service.browser(vapid.publicKey);
    await subscribed(db, person, keys);
    people.push(person);
  }
  const startMs = Date.now() + HEAD_START_MS;
  const dueMs = new Map<string, number>();
  const [mails, pushes]: [Telling[], Telling[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const atMs = startMs + Math.round(at * 1000 / EACH_SECOND);
    // The text of an invitation says when it opens, by which it is known again.
    const opensAt = new Date(Date.UTC(2030, 0, 1) + at * 60_000);
    const facts = {
      ...NO_FACTS,
      aboutId: host,
      roomId: room.id,
      occasion: {
        title: "Painting",
        opensAt: opensAt.toISOString(),
        endsAt: null,
        zone: "UTC",
        path: null,
        calendar: null,
      },
    };
    const person = people[at % PEOPLE];
    if (person === undefined) throw new Error("Cannot measure: there is nobody to tell");
    const common = {
      kind: "invited",
      subject: "bench",
      dedupKey: `bench:${at}`,
      due: { at: new Date(atMs) },
      goodUntil: null,
      facts,
    } as const;
    if (at % 2 === 0) {
      const email = `bench-${at}@example.org`;
      mails.push({ ...common, to: { email } });
      dueMs.set(email, atMs);
    } else {
      pushes.push({ ...common, to: { personId: person } });
      dueMs.set(
        speaker(letterWords, "en")("invited_for", { when: sayWhen({ opensAt, endsAt: null, zone: "UTC" }, "en") }),
        atMs,
      );
    }
  }
  await tell(db, new Date(0), mails, ["mail"]);
  await tell(db, new Date(0), pushes, ["push"]);
  return dueMs;
}
