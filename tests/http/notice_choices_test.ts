/** Choosing what one is told, and being told it: a real mail server and a real push service at the other end. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { noticeChoicesReply } from "../../protocol/notice_choices.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type MailSink, openMailSink, type SunkMail } from "../support/mail_sink.ts";
import { openPushService, type PushBrowser, type PushService } from "../support/push_service.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const PAGE = "/settings/notices";
const CHOICES = "/api/v1/notices/choices";
const PUSH = "/api/v1/push-subscriptions";

describe("what people choose to be told", () => {
  let sink: MailSink;
  let service: PushService;
  let app: RunningApp;
  let operator: HttpClient;
  before(async () => {
    sink = await openMailSink();
    service = openPushService();
    app = await startApp({ env: { SMTP_URL: sink.url, MAIL_FROM: "Ajar <ajar@ajar.example>", PUSH_TO_LOCAL: "1" } });
    operator = await signedUp(app.url, "Olga");
  });
  after(async () => {
    await app?.stop();
    await sink?.[Symbol.asyncDispose]();
    await service?.[Symbol.asyncDispose]();
  });

  async function choicesOf(client: HttpClient) {
    const { status, body } = await client.call("GET", CHOICES);
    assert.equal(status, 200);
    return noticeChoicesReply.parse(body);
  }

  async function text(client: HttpClient, path: string, status = 200): Promise<string> {
    const response = await client.fetch(path);
    assert.equal(response.status, status, path);
    return await response.text();
  }

  async function emailOf(client: HttpClient): Promise<string> {
    return String((await client.call("GET", "/api/v1/me")).body.email);
  }

  async function mailTo(client: HttpClient, count = 1): Promise<SunkMail> {
    const email = await emailOf(client);
    return await until(`mail ${count} to ${email}`, () => sink.mails.filter(({ to }) => to.includes(email))[count - 1]);
  }

  async function subscribed(client: HttpClient): Promise<PushBrowser> {
    const [publicKey = ""] = /B[\w-]{86}/.exec(await text(client, PAGE)) ?? [];
    const browser = await service.browser(publicKey);
    const { endpoint, p256dh, auth } = browser.keys;
    const { status, body } = await client.call("POST", PUSH, {
      endpoint,
      expirationTime: null,
      keys: { p256dh, auth },
    });
    assert.deepEqual([status, body], [201, { on: true }]);
    return browser;
  }

  function messagesTo({ keys }: PushBrowser) {
    return service.messages.filter(({ browser }) => browser.keys.endpoint === keys.endpoint);
  }

  describe("by the form", () => {
    it("is shown, changed and kept", async () => {
      const client = await signedUp(app.url, "Noor");
      const html = await text(client, PAGE);
      assert.match(html, /name="soon_mail" value="yes" checked/);
      assert.doesNotMatch(html, /name="knocks_mail" value="yes" checked/);
      assert.doesNotMatch(html, /Reports/);
      assert.match(html, new RegExp(`Mail goes to ${(await emailOf(client)).replaceAll(".", "\\.")}`));
      const fields = {
        knocks_mail: "yes",
        soon_app: "yes",
        lead: "15",
        zone: "Asia/Kolkata",
        quiet: "yes",
        from: "22:30",
        until: "06:00",
      };
      const posted = await client.form(PAGE, fields);
      assert.deepEqual([posted.status, posted.headers.get("location")], [303, `${PAGE}?saved`]);
      const { choices, leadMinutes, zone, quiet } = await choicesOf(client);
      assert.deepEqual(choices.knocks, { app: false, mail: true, push: false });
      assert.deepEqual(choices.soon, { app: true, mail: false, push: false });
      assert.deepEqual([leadMinutes, zone, quiet], [15, "Asia/Kolkata", { fromMinute: 1350, untilMinute: 360 }]);
      assert.match(await text(client, `${PAGE}?saved`), /Saved\./);
    });

    it("shows again what cannot be kept, with what is wrong, and keeps nothing of it", async () => {
      const client = await signedUp(app.url, "Noor");
      const known = await choicesOf(client);
      const good = { lead: "5", zone: "UTC", quiet: "yes", from: "22:00", until: "06:00" };
      for (
        const [changes, error] of [
          [{ lead: "1441" }, /Please choose 0 minutes to 24 hours/],
          [{ lead: "-1" }, /Please choose 0 minutes to 24 hours/],
          [{ lead: "soon" }, /Please choose 0 minutes to 24 hours/],
          [{ zone: "Europe/Nowhere" }, /There is no such time zone/],
          [{ zone: "" }, /Please give both hours/],
          [{ from: "25:00" }, /Please give both hours/],
          [{ until: "22:00" }, /Please give both hours/],
        ] as const
      ) {
        const response = await client.form(PAGE, { ...good, ...changes, knocks_mail: "yes" });
        const html = await response.text();
        assert.equal(response.status, 422, JSON.stringify(changes));
        assert.match(html, error);
        assert.match(html, /name="knocks_mail" value="yes" checked/);
      }
      assert.deepEqual(await choicesOf(client), known);
    });

    it("has a row for reports for the operator alone", async () => {
      assert.match(await text(operator, PAGE), /name="reports_push"/);
    });
  });

  it("by the API, what is left out stays as it is, and bad input is refused", async () => {
    const client = await signedUp(app.url, "Noor");
    const known = await choicesOf(client);
    const put = await client.call("PUT", CHOICES, { choices: { friends: { mail: false } }, leadMinutes: 0 });
    assert.equal(put.status, 200);
    assert.deepEqual(await choicesOf(client), {
      ...known,
      choices: { ...known.choices, friends: { ...known.choices.friends, mail: false } },
      leadMinutes: 0,
    });
    for (
      const [body, status, code] of [
        [{ choices: { weather: { mail: true } } }, 400, "bad_input"],
        [{ choices: { friends: { fax: true } } }, 400, "bad_input"],
        [{ leadMinutes: 1.5 }, 400, "bad_input"],
        [{ leadMinutes: 1441 }, 422, "bad_lead"],
        [{ zone: "../../etc" }, 422, "bad_zone"],
        [{ quiet: { fromMinute: 0, untilMinute: 60 } }, 422, "bad_quiet_hours"],
        [{ zone: "UTC", quiet: { fromMinute: 0, untilMinute: 1440 } }, 422, "bad_quiet_hours"],
        [{ zone: "UTC", quiet: { fromMinute: 60, untilMinute: 60 } }, 422, "bad_quiet_hours"],
      ] as const
    ) {
      const answer = await client.call("PUT", CHOICES, body);
      assert.deepEqual([answer.status, (answer.body.error as { code: string }).code], [status, code]);
    }
  });

  it("is nobody's who is not signed in", async () => {
    const nobody = new HttpClient(app.url);
    const response = await nobody.fetch(PAGE);
    await response.body?.cancel();
    assert.deepEqual([response.status, response.headers.get("location")], [303, "/sign-in?next=%2Fsettings%2Fnotices"]);
    const keys = { endpoint: `${service.origin}/a`, keys: { p256dh: "a", auth: "b" } };
    for (
      const [method, path, body] of [
        ["GET", CHOICES, undefined],
        ["PUT", CHOICES, {}],
        ["POST", PUSH, keys],
        ["POST", `${PUSH}/known`, { endpoint: "a" }],
        ["DELETE", PUSH, { endpoint: "a" }],
      ] as const
    ) assert.equal((await nobody.call(method, path, body)).status, 401, `${method} ${path}`);
  });

  describe("by push", () => {
    it("a knock arrives in the browser with what answers it", async () => {
      const [host, visitor] = [await signedUp(app.url, "Mara"), await signedUp(app.url, "Noor")];
      const browser = await subscribed(host);
      const { body } = await host.call("POST", "/api/v1/rooms", {
        activity: { emoji: "🎨", title: "Painting" },
        audience: { kind: "friends" },
        settings: { hostStarts: false },
      });
      const { id, code } = body.room as { id: string; code: string };
      assert.equal((await visitor.call("POST", `/api/v1/links/${code}/knocks`, {})).status, 201);
      const { message, urgency } = await until("the push message", () => messagesTo(browser)[0]);
      assert.deepEqual([message.title, message.path, urgency], ["Noor knocked at “Painting”", `/rooms/${id}`, "high"]);
      assert.deepEqual(message.deeds.map(({ title }) => title), ["Let in", "Not now"]);
      const answer = `/api/v1/rooms/${message.knock?.roomId}/knocks/${message.knock?.knockId}/answer`;
      assert.equal((await host.call("POST", answer, { answer: "in" })).status, 200);
      assert.equal((await visitor.call("POST", `/api/v1/links/${code}/seats`, {})).status, 201);
    });

    it("a browser is whose person signed in there last, and nobody's once they sign out", async () => {
      const [first, second] = [await signedUp(app.url, "Mara"), await signedUp(app.url, "Noor")];
      const { keys: { endpoint, p256dh, auth } } = await subscribed(first);
      const known = async (client: HttpClient) => (await client.call("POST", `${PUSH}/known`, { endpoint })).body.on;
      assert.deepEqual([await known(first), await known(second)], [true, false]);
      assert.equal((await second.call("POST", PUSH, { endpoint, keys: { p256dh, auth } })).status, 201);
      assert.deepEqual([await known(first), await known(second)], [false, true]);
      assert.equal((await first.call("DELETE", PUSH, { endpoint })).status, 200);
      assert.equal(await known(second), true, "nobody turns off another's");
      const again = new HttpClient(app.url);
      const email = await emailOf(second);
      await (await second.form("/sign-out", {})).body?.cancel();
      const response = await again.form("/sign-in", { email, password: "a door left ajar" });
      assert.equal(response.status, 303);
      assert.equal(await known(again), false);
    });

    it("is refused to where no browser is", async () => {
      const client = await signedUp(app.url, "Noor");
      const { keys: { p256dh, auth } } = await service.browser("B");
      for (
        const endpoint of [
          "https://10.0.0.1/a",
          "http://push.example.org/a",
          "https://localhost/a",
          "ftp://a.example/",
          "a",
        ]
      ) {
        const { status, body } = await client.call("POST", PUSH, { endpoint, keys: { p256dh, auth } });
        assert.deepEqual([status, (body.error as { code: string }).code], [422, "bad_subscription"], endpoint);
      }
      const endpoint = `${service.origin}/a`;
      assert.equal((await client.call("POST", PUSH, { endpoint, keys: { p256dh: auth, auth } })).status, 422);
      for (const body of [{}, { endpoint }, { endpoint, keys: { p256dh } }, { endpoint: "a".repeat(2001), keys: {} }]) {
        assert.equal((await client.call("POST", PUSH, body)).status, 400);
      }
    });
  });

  describe("by mail", () => {
    /** Somebody who was asked to be friends, and the link in the mail that says so. */
    async function asked(): Promise<{ client: HttpClient; stop: string }> {
      const client = await signedUp(app.url, "Noor");
      const other = await signedUp(app.url, "Mara");
      assert.equal((await other.call("POST", "/api/v1/friends", { email: await emailOf(client) })).status, 200);
      const { headers } = await mailTo(client);
      assert.match(headers["subject"] ?? "", /Mara asks to be friends/);
      const [, stop = ""] = /^<(.+)>$/.exec(headers["list-unsubscribe"] ?? "") ?? [];
      return { client, stop: new URL(stop).pathname };
    }

    it("a visit to the link that stops it changes nothing; the POST of a mail program does", async () => {
      const { client, stop } = await asked();
      const stranger = new HttpClient(app.url);
      assert.match(await text(stranger, stop), /Ajar stops sending you mails about: Friends/);
      assert.equal((await choicesOf(client)).choices.friends.mail, true);
      const response = await stranger.fetch(stop, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      });
      assert.equal(response.status, 200);
      assert.match(await response.text(), /There will be no more mails about: Friends/);
      const { choices } = await choicesOf(client);
      assert.deepEqual([choices.friends, choices.soon.mail], [{ app: true, mail: false, push: true }, true]);
      const other = await signedUp(app.url, "Ines");
      await other.call("POST", "/api/v1/friends", { email: await emailOf(client) });
      await until("it is told in the app", async () => (await client.call("GET", "/api/v1/notices")).body.unread === 2);
      await asked();
      const email = await emailOf(client);
      assert.equal(sink.mails.filter(({ to }) => to.includes(email)).length, 1, "a later mail to another has left");
    });

    it("all of it stops by the page's form", async () => {
      const { client, stop } = await asked();
      const response = await new HttpClient(app.url).form(stop, { all: "yes" });
      assert.match(await response.text(), /There will be no more mails\./);
      const { choices } = await choicesOf(client);
      assert.deepEqual(Object.values(choices).filter(({ mail }) => mail), []);
    });

    it("no other link stops any", async () => {
      const { client, stop } = await asked();
      const nobody = new HttpClient(app.url);
      for (const path of [`${stop}x`, stop.slice(0, -1), "/notices/stop/a.b", "/notices/stop/%00"]) {
        assert.match(await text(nobody, path, 404), /This link leads nowhere/);
        const posted = await nobody.form(path, { all: "yes" });
        await posted.body?.cancel();
        assert.equal(posted.status, 404);
      }
      assert.equal((await choicesOf(client)).choices.friends.mail, true);
    });
  });
});
