/** The worker with a real mail server and a real push service, on both databases; time is moved by hand. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import { writeChoices, writeSetting } from "../../db/notice_choices.ts";
import type { PersonId } from "../../domain/ids.ts";
import { messageIdOf, topicOf } from "../../notices/keys.ts";
import { NO_FACTS, tell, type Telling } from "../../notices/notices.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type KeptLog, keptLog } from "../support/kept_log.ts";
import { type MailSink, openMailSink } from "../support/mail_sink.ts";
import { ManualTime } from "../support/manual_time.ts";
import { openWorks, VAPID, type Works, type WorksSetup } from "../support/outbox_works.ts";
import { subscribed } from "../support/push_rows.ts";
import { openPushService, type PushBrowser, type PushService } from "../support/push_service.ts";
import { minutesAfterNoon, NOON, somePerson } from "../support/rows.ts";
import { until } from "../support/until.ts";

const LEASE_MINUTES = 1;

describe("the outbox's worker", () => {
  onEachDatabase((open) => {
    let db: Db;
    let sink: MailSink;
    let service: PushService;
    let time: ManualTime;
    let log: KeptLog;
    before(async () => {
      ({ db } = await open());
      sink = await openMailSink();
      service = openPushService();
    });
    after(async () => {
      await sink?.[Symbol.asyncDispose]();
      await service?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      await db.deleteFrom("outbox").execute();
      time = new ManualTime(NOON);
      log = keptLog();
      sink.receive = () => "take";
      service.answer = () => ({ status: 201 });
    });

    function works(changes: Partial<Pick<WorksSetup, "desk" | "pushDeadlineMs">> = {}): Works {
      const opened = openWorks({ db, now: time.now, timers: time, log, smtpUrl: sink.url, ...changes });
      opened.worker.start();
      return opened;
    }

    function mailTo(email: string, changes: Partial<Telling> = {}): Telling {
      const dedupKey = crypto.randomUUID();
      return {
        to: { email },
        kind: "invited",
        subject: "room:a",
        dedupKey,
        due: { at: NOON },
        goodUntil: null,
        facts: NO_FACTS,
        ...changes,
      };
    }

    function address(): string {
      return `${crypto.randomUUID()}@example.org`;
    }

    async function pushPerson(count = 1): Promise<{ person: PersonId; browsers: readonly PushBrowser[] }> {
      const person = await somePerson(db, "Noor");
      const browsers = await Promise.all(Array.from({ length: count }, () => service.browser(VAPID.publicKey)));
      for (const { keys } of browsers) await subscribed(db, person, keys);
      return { person, browsers };
    }

    function pushTo(personId: PersonId, changes: Partial<Telling> = {}): Telling {
      return mailTo("", { to: { personId }, kind: "knock", ...changes });
    }

    function mailsTo(email: string) {
      return sink.mails.filter(({ to }) => to.includes(email));
    }

    function messagesTo({ keys }: PushBrowser) {
      return service.messages.filter(({ browser }) => browser.keys.endpoint === keys.endpoint);
    }

    async function states(): Promise<string[]> {
      const rows = await db.selectFrom("outbox").select(["state", "last_error", "taken_by"]).orderBy("id").execute();
      // What is being delivered still shows the error of the attempt before.
      return rows.map(({ state, last_error, taken_by }) =>
        taken_by !== null ? "taken" : last_error === null ? state : `${state}: ${last_error}`
      );
    }

    async function settled(...expected: readonly (string | RegExp)[]): Promise<void> {
      const matches = (now: readonly string[]) =>
        now.length === expected.length &&
        expected.every((each, at) => typeof each === "string" ? now[at] === each : each.test(now[at] ?? ""));
      await until(`the outbox is ${expected.join(", ")}`, async () => matches(await states()) || null)
        .catch(async (error) => assert.fail(`${error}: ${await states()}`));
    }

    async function attempts(): Promise<number[]> {
      return (await db.selectFrom("outbox").select("attempts").orderBy("id").execute()).map((row) => row.attempts);
    }

    it("hands a mail over with everything that a mail program wants", async () => {
      await using _ = works();
      const to = address();
      const occasion = {
        title: "Paint & <i>",
        opensAt: "2026-03-02T18:00:00.000Z",
        endsAt: "2026-03-02T19:30:00.000Z",
        event: null,
        zone: "Europe/Berlin",
        path: "/i/secret",
        calendar: { uid: "room@ajar.example", sequence: 2 },
      };
      const telling = mailTo(to, { facts: { ...NO_FACTS, occasion } });
      await tell(db, NOON, [telling]);
      time.advance(1000);
      await settled("sent");
      const [mail] = mailsTo(to);
      assert.ok(mail !== undefined);
      const { headers, raw } = mail;
      assert.match(headers["subject"] ?? "", /^=\?UTF-8\?Q\?Mara_invites_you_to_=E2=80=9CPaint/);
      assert.equal(headers["from"], "Ajar <ajar@ajar.example>");
      assert.equal(headers["to"], to);
      assert.equal(headers["message-id"], messageIdOf(`mail:${to}:${telling.dedupKey}`, "ajar.example"));
      assert.equal(headers["list-unsubscribe"], "<https://ajar.example/notices/stop/token>");
      assert.equal(headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
      assert.equal(headers["auto-submitted"], "auto-generated");
      const text = raw.replaceAll(/=\r\n/g, "");
      assert.match(text, /Monday,? 2 March 2026, 19:00 to 20:30 \(Central European Time\)/);
      assert.match(text, /Content-Type: text\/html/);
      assert.match(text, /Paint &amp; &lt;i&gt;/);
      assert.match(text, /BEGIN:VCALENDAR[\s\S]*UID:room@ajar\.example[\s\S]*DTSTART:20260302T180000Z/);
      assert.match(text, /SEQUENCE:2/);
    });

    it("hands a push message over, encrypted for each browser of the person", async () => {
      await using _ = works();
      const { person, browsers: [one, other] } = await pushPerson(2);
      assert.ok(one !== undefined && other !== undefined);
      const telling = pushTo(person, { goodUntil: minutesAfterNoon(10) });
      await tell(db, NOON, [telling], ["push"]);
      time.advance(1000);
      await settled("sent");
      for (const browser of [one, other]) {
        const [pushed, ...more] = messagesTo(browser);
        const tag = topicOf(`push:${person}:${telling.dedupKey}`);
        assert.deepEqual([pushed?.topic, pushed?.message.tag, more.length], [tag, tag, 0]);
        assert.deepEqual([pushed?.urgency, pushed?.ttlSeconds], ["high", 599]);
        assert.equal(pushed?.message.title, "Mara knocked at “Painting”");
      }
    });

    it("waits until it is due, and is nudged", async () => {
      await using opened = works();
      const to = address();
      await tell(db, NOON, [mailTo(to, { due: { at: minutesAfterNoon(30) } })]);
      time.advance(29 * 60_000);
      await opened.worker[Symbol.asyncDispose]();
      assert.equal(mailsTo(to).length, 0);
      await using again = works();
      time.advance(60_000);
      await settled("sent");
      const next = address();
      await tell(db, time.now(), [mailTo(next)]);
      again.worker.nudge();
      await until("the nudged mail", () => mailsTo(next).length === 1);
    });

    it("tells each what they want: not what they turned off, nothing in quiet hours, nothing too late", async () => {
      const [off, quiet] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      const due = { at: minutesAfterNoon(5) };
      const later = { due, goodUntil: null };
      await tell(db, NOON, [pushTo(off, { ...later, kind: "invited" }), pushTo(quiet, { ...later, kind: "invited" })], [
        "mail",
      ]);
      await tell(db, NOON, [mailTo(address(), { ...later, goodUntil: minutesAfterNoon(5) })]);
      await writeChoices(db, off, [{ matter: "invitations", channel: "mail", on: false }]);
      await writeSetting(db, quiet, { leadMinutes: 5, zone: "UTC", quiet: { fromMinute: 720, untilMinute: 750 } });
      time.advance(5 * 60_000);
      await using _ = works();
      await settled("dropped: not_wanted", "waiting", "dropped: too_late");
      assert.deepEqual(await attempts(), [1, 0, 1], "to wait is no attempt");
      time.advance(25 * 60_000);
      await settled("dropped: not_wanted", "sent", "dropped: too_late");
    });

    it("tells an address without an account whatever it is told at all", async () => {
      await using _ = works();
      const to = address();
      await tell(db, NOON, [mailTo(to, { kind: "opened" })]);
      time.advance(1000);
      await settled("sent");
      assert.equal(mailsTo(to).length, 1);
    });

    it("drops what the desk does not tell, and what is for nobody any more", async () => {
      await using _ = works({ desk: { read: () => Promise.resolve(null) } });
      const person = await somePerson(db, "Noor");
      await tell(db, NOON, [mailTo(address()), pushTo(person, { kind: "invited" })], ["mail"]);
      await db.updateTable("person").set({ suspended_at: NOON }).where("id", "=", person).execute();
      time.advance(1000);
      await settled("dropped: not_to_be_told", "dropped: not_to_be_told");
    });

    it("puts what is due into the list of notices", async () => {
      const listed: string[] = [];
      await using _ = works({ desk: { list: ({ dedupKey }) => Promise.resolve(void listed.push(dedupKey)) } });
      const person = await somePerson(db, "Noor");
      const telling = pushTo(person);
      await tell(db, NOON, [telling], ["app"]);
      time.advance(1000);
      await settled("sent");
      assert.deepEqual(listed, [`app:${person}:${telling.dedupKey}`]);
    });

    describe("when the mail server", () => {
      it("greylists: the mail arrives later", async () => {
        const to = address();
        let asked = 0;
        sink.receive = () => ++asked <= 2 ? { code: 451, text: "4.7.1 Try again later" } : "take";
        await using _ = works();
        await tell(db, NOON, [mailTo(to)]);
        time.advance(1000);
        await settled(/^waiting: .*451/);
        time.advance(1000);
        await until("the second attempt has failed", async () => (await attempts())[0] === 2);
        await settled(/^waiting: .*451/);
        time.advance(2000);
        await settled("sent");
        assert.deepEqual([mailsTo(to).length, asked], [1, 3]);
      });

      it("refuses for good: that mail is dead, and the others arrive", async () => {
        const [bad, good] = [address(), address()];
        sink.receive = (recipient) => recipient === bad ? { code: 550, text: "5.1.1 No such mailbox" } : "take";
        await using _ = works();
        await tell(db, NOON, [mailTo(bad), mailTo(good), mailTo("no address")]);
        time.advance(1000);
        await settled(/^dead: .*No such mailbox/, "sent", /^(dead|waiting): /);
        assert.deepEqual([mailsTo(bad).length, mailsTo(good).length], [0, 1]);
        assert.ok(log.records.some(({ level, message }) => level === "warn" && /could not be delivered/.test(message)));
      });

      it("is away: nothing is lost", async () => {
        const to = address();
        const away = openWorks({ db, now: time.now, timers: time, log, smtpUrl: "smtp://127.0.0.1:1" });
        away.worker.start();
        await tell(db, NOON, [mailTo(to)]);
        time.advance(1000);
        await settled(/^waiting: /);
        await away[Symbol.asyncDispose]();
        await using _ = works();
        time.advance(1000);
        await settled("sent");
        assert.equal(mailsTo(to).length, 1);
      });

      it("hangs: push messages do not wait for it", async () => {
        const { person, browsers: [browser] } = await pushPerson();
        assert.ok(browser !== undefined);
        const slow = Array.from({ length: 30 }, address);
        sink.receive = (recipient) => slow.includes(recipient) ? "hang" : "take";
        const hanging = await openMailSink();
        hanging.receive = () => "hang";
        const opened = openWorks({ db, now: time.now, timers: time, log, smtpUrl: hanging.url });
        opened.worker.start();
        await tell(db, NOON, slow.map((to) => mailTo(to)));
        await tell(db, NOON, [pushTo(person)], ["push"]);
        time.advance(1000);
        await until("the push message", () => messagesTo(browser).length === 1);
        await hanging[Symbol.asyncDispose]();
        await opened[Symbol.asyncDispose]();
      });
    });

    describe("when the push service", () => {
      for (const status of [404, 410]) {
        it(`answers ${status}: the browser is forgotten, the others are told`, async () => {
          const { person, browsers: [gone, there] } = await pushPerson(2);
          assert.ok(gone !== undefined && there !== undefined);
          service.answer = (browser) => ({ status: browser.keys.endpoint === gone.keys.endpoint ? status : 201 });
          await using _ = works();
          await tell(db, NOON, [pushTo(person)], ["push"]);
          time.advance(1000);
          await settled("sent");
          assert.equal(messagesTo(there).length, 1);
          const left = await db.selectFrom("push_subscription").select("endpoint").where("person_id", "=", person)
            .execute();
          assert.deepEqual(left, [{ endpoint: there.keys.endpoint }]);
        });
      }

      it("answers 500 to one browser: only that one is tried again", async () => {
        const { person, browsers: [one, other] } = await pushPerson(2);
        assert.ok(one !== undefined && other !== undefined);
        let broken = true;
        service.answer = (browser) => ({ status: broken && browser.keys.endpoint === one.keys.endpoint ? 500 : 201 });
        await using _ = works();
        await tell(db, NOON, [pushTo(person)], ["push"]);
        time.advance(1000);
        await settled("waiting: status 500");
        broken = false;
        time.advance(2000);
        await settled("sent");
        assert.deepEqual([messagesTo(one).length, messagesTo(other).length], [1, 1]);
      });

      it("answers 429: it is left alone for as long as it says", async () => {
        const { person, browsers: [browser] } = await pushPerson();
        assert.ok(browser !== undefined);
        service.answer = () => ({ status: 429, headers: { "Retry-After": "120" } });
        await using _ = works();
        await tell(db, NOON, [pushTo(person)], ["push"]);
        time.advance(1000);
        await settled("waiting: status 429");
        service.answer = () => ({ status: 201 });
        time.advance(119_000);
        assert.equal(messagesTo(browser).length, 0);
        time.advance(2000);
        await settled("sent");
        assert.equal(messagesTo(browser).length, 1);
      });

      it("never answers: it is tried again, and after a few times left alone", async () => {
        const { person, browsers } = await pushPerson(8);
        service.answer = () => "hang";
        await using _ = works({ pushDeadlineMs: 200 });
        await tell(db, NOON, [pushTo(person)], ["push"]);
        time.advance(1000);
        await settled(/^waiting: TimeoutError/);
        service.answer = () => ({ status: 201 });
        time.advance(2000);
        await settled("waiting: no answers");
        assert.deepEqual(browsers.flatMap(messagesTo), []);
      });

      it("refuses the message: that one is dead", async () => {
        const { person } = await pushPerson();
        service.answer = () => ({ status: 413 });
        await using _ = works();
        await tell(db, NOON, [pushTo(person)], ["push"]);
        time.advance(1000);
        await settled("dead: status 413");
      });
    });

    it("a row that nobody can read is dead, one whose reading fails is tried again, and neither blocks the rest", async () => {
      const to = address();
      const failing = mailTo(address(), { kind: "moved" });
      await tell(db, NOON, [mailTo(address()), failing, mailTo(to)]);
      const [first] = await db.selectFrom("outbox").select("id").orderBy("id").execute();
      await db.updateTable("outbox").set({ payload: "{}" }).where("id", "=", first?.id ?? 0).execute();
      await using _ = works({
        desk: {
          read: ({ kind, ...notice }) =>
            kind === "moved" ? Promise.reject(new Error("no such thing")) : Promise.resolve({
              kind,
              name: null,
              room: null,
              group: null,
              path: "/",
              opensAt: null,
              endsAt: null,
              event: null,
              zone: notice.zone ?? "UTC",
              knock: null,
              calendar: null,
            }),
        },
      });
      time.advance(1000);
      await settled(/^dead: unreadable/, "waiting: Error: no such thing", "sent");
      assert.equal(mailsTo(to).length, 1);
    });

    it("what a worker held when it died is taken up by another, and under the same name", async () => {
      const to = address();
      const hanging = await openMailSink();
      hanging.receive = () => "hang";
      const dying = openWorks({ db, now: time.now, timers: time, log, smtpUrl: hanging.url });
      dying.worker.start();
      await tell(db, NOON, [mailTo(to)]);
      time.advance(1000);
      await until("the row is taken", async () => (await attempts())[0] === 1);
      const silent = new ManualTime(time.now());
      await using taking = openWorks({ db, now: silent.now, timers: silent, log, smtpUrl: sink.url });
      taking.worker.start();
      silent.advance(30_000);
      assert.equal(mailsTo(to).length, 0, "the lease lasts");
      silent.advance(LEASE_MINUTES * 60_000);
      await settled("sent");
      assert.equal(mailsTo(to).length, 1);
      await hanging[Symbol.asyncDispose]();
      await dying[Symbol.asyncDispose]();
      await settled("sent");
    });

    it("a clock that was ahead holds nothing back", async () => {
      const to = address();
      await tell(db, NOON, [mailTo(to)]);
      sink.receive = () => ({ code: 451, text: "Later" });
      const ahead = new ManualTime(minutesAfterNoon(600));
      const first = openWorks({ db, now: ahead.now, timers: ahead, log, smtpUrl: sink.url });
      first.worker.start();
      await settled(/^waiting: .*451/);
      await first[Symbol.asyncDispose]();
      sink.receive = () => "take";
      await using _ = works();
      time.advance(1000);
      await settled("sent");
      assert.equal(mailsTo(to).length, 1);
    });
  });
});
