/**
 * A host schedules for later and invites somebody with an account and a mail address. Both are told before the start, the one by
 * web push that the browser's own service worker shows, the other by a mail at a real server; both land in the open room from it.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { postgresForSuite } from "../support/databases.ts";
import { type MailSink, openMailSink, type SunkMail } from "../support/mail_sink.ts";
import { deliverPush, pressNotification, shownNotifications, subscribesAt } from "../support/push_browser.ts";
import { openPushService, type PushService } from "../support/push_service.ts";
import { callApi, join, othersSeats, signUp } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const GRANDMA = "grandma@example.org";
const MINUTE_MS = 60_000;

describe("invited to a room for later", () => {
  describe("on PGlite", () => suite(() => Promise.resolve({})));
  describe("on PostgreSQL", () => {
    const server = postgresForSuite();
    suite(async () => ({ DATABASE_URL: await server().createDatabase() }));
  });
});

function suite(environment: () => Promise<Record<string, string>>): void {
  let app: RunningApp;
  let browser: Browser;
  let push: PushService;
  let sink: MailSink;
  let host: Visit;
  let ann: Visit;
  let grandma: Visit;
  let room: { readonly id: string; readonly code: string };

  before(async () => {
    push = openPushService();
    sink = await openMailSink();
    const env = {
      ...await environment(),
      PUSH_TO_LOCAL: "1",
      SMTP_URL: sink.url,
      MAIL_FROM: "Ajar <ajar@ajar.example>",
    };
    [app, browser] = await Promise.all([startApp({ env }), launchBrowser()]);
    [host, ann, grandma] = await Promise.all([
      visit(browser),
      visit(browser, { viewport: PHONE }),
      visit(browser, { viewport: PHONE }),
    ]);
    await Promise.all([signUp(host.page, app.url, "Mara"), signUp(ann.page, app.url, "Ann")]);
    const [maraId, annId] = [await idOf(host.page), await idOf(ann.page)];
    await call(host.page, "POST", "/api/v1/friends", { personId: annId });
    await callApi(ann.page, "POST", `/api/v1/friends/${maraId}/accept`);
    const html = await ann.page.evaluate(async () => await (await fetch("/settings/notices")).text());
    const endpoint = await push.browser(/B[\w-]{86}/.exec(html)?.[0] ?? "");
    await subscribesAt(ann.context, app.url, endpoint);
    await ann.page.goto(`${app.url}/settings/notices`);
    await ann.page.getByRole("button", { name: "Turn on notifications" }).click();
    await ann.page.getByText("Notifications are on.").waitFor();
    await ann.page.evaluate(async () => void await navigator.serviceWorker.ready);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    await push?.[Symbol.asyncDispose]();
    await sink?.[Symbol.asyncDispose]();
  });

  async function idOf(page: Page): Promise<string> {
    return ((await callApi(page, "GET", "/api/v1/me")).body as { id: string }).id;
  }

  async function call(page: Page, method: string, path: string, body: unknown): Promise<Record<string, unknown>> {
    return await page.evaluate(async ([method, path, body]) => {
      const headers = { "Content-Type": "application/json" };
      return await (await fetch(path, { method, headers, body: JSON.stringify(body) })).json();
    }, [method, path, body] as const);
  }

  /** In that many milliseconds from now. */
  const startIn = (ms: number) => new Date(Date.now() + ms).toISOString();

  async function mailTo(address: string, saying: RegExp): Promise<SunkMail> {
    return await until(
      `a mail to ${address}`,
      () => sink.mails.find((mail) => mail.to.includes(address) && saying.test(unbroken(mail))),
    );
  }

  /** Without the breaks that lines get on their way. */
  function unbroken({ raw }: SunkMail): string {
    return raw.replaceAll("=\r\n", "");
  }

  /** The first link of a mail into an invitation of this house. */
  function linkIn(mail: SunkMail): string {
    const link = new RegExp(`${app.url}/i/[\\w-]+`).exec(unbroken(mail))?.[0];
    assert.ok(link, mail.raw);
    return link;
  }

  it("a host invites a friend and an address on the room's page", async () => {
    const made = await call(host.page, "POST", "/api/v1/rooms", {
      activity: { emoji: "🎂", title: "Birthday" },
      // For nobody in particular: who is not invited may only knock.
      audience: { kind: "friends", struckIds: [await idOf(ann.page)] },
      settings: { hostStarts: false },
      opensAt: startIn(4 * MINUTE_MS),
      zone: "Europe/Berlin",
    });
    room = (made as { room: typeof room }).room;
    const { page } = host;
    await page.goto(`${app.url}/rooms/${room.id}`);
    await page.getByText("Invite people", { exact: true }).click();
    const form = page.locator("#invite");
    await form.getByLabel("Ann").check();
    await form.getByLabel("Email addresses").fill(`Grandma <${GRANDMA}>, not an address`);
    await assertSound(page, "inviting");
    await form.getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByText("2 people are invited").waitFor();
    await form.getByText("This is no address").waitFor();
    assert.equal(await form.getByLabel("Email addresses").inputValue(), "not an address");
    await page.locator("#invitations").getByText(GRANDMA).waitFor();
  });

  it("both are told before the start: one by push, shown by the worker, one by mail", async () => {
    const soon = await until(
      "the push message",
      () => push.messages.find(({ message }) => /“Birthday” opens in/.test(message.title)),
    );
    // A worker that is just being started may miss one; what comes again is shown once.
    const shown = await until("the notification", async () => {
      await deliverPush(ann.page, app.url, soon.message);
      const all = await shownNotifications(ann.page);
      return all.find(({ tag }) => tag === soon.message.tag);
    }, 30_000);
    assert.match(shown.title, /opens in/);
    assert.deepEqual(shown.actions, [{ action: "join", title: "Join" }]);
    const opened = await pressNotification(ann.context, soon.message.tag, "join");
    assert.equal(new URL(opened ?? "", app.url).pathname, `/r/${room.code}`);
    // What a worker opens names it as where it comes from.
    await ann.page.goto(new URL(opened ?? "", app.url).href, { referer: `${app.url}/worker.js` });
    await ann.page.getByText("Opens in").waitFor();
    assert.equal(await ann.page.getByLabel("Come in as soon as it opens").isChecked(), true);

    const invitation = await mailTo(GRANDMA, /Mara invites you to/);
    const reminder = await mailTo(GRANDMA, /opens in \d minutes/);
    assert.equal(linkIn(reminder), linkIn(invitation));
    assert.match(reminder.headers["list-unsubscribe"] ?? "", /\/notices\/stop\//);
    await grandma.page.goto(linkIn(reminder));
    await grandma.page.getByText("Mara invites you").waitFor();
    await assertSound(grandma.page, "an invitation");
    await grandma.page.getByRole("button", { name: "I’m coming" }).click();
    await grandma.page.getByText("You said that you are coming").waitFor();
    await grandma.page.getByRole("button", { name: "Go to the room" }).click();
    await grandma.page.getByText("Opens in").waitFor();
    await host.page.locator("#invitations").getByText("Is coming").waitFor();
  });

  it("both land in the room when it opens by itself, and the host sees that they came", async () => {
    await call(host.page, "PATCH", `/api/v1/rooms/${room.id}`, { opensAt: startIn(2000) });
    // She has pressed "Join" on the notification.
    await ann.page.getByRole("button", { name: "Leave", exact: true }).waitFor();
    await grandma.page.getByLabel("Your name").waitFor();
    await join(grandma.page, "Grandma");
    await until("they see each other", async () => (await othersSeats(ann.page)).length === 1);
    const open = await until(
      "that it is open",
      () => push.messages.find(({ message }) => message.title === "“Birthday” is open"),
    );
    assert.deepEqual(open.message.deeds, [{ deed: "join", title: "Join" }]);
    await until("both came", async () => {
      const came = host.page.locator("#invitations").getByText(/^Came /);
      return await came.count() === 2;
    });
    assert.deepEqual([host.complaints, ann.complaints, grandma.complaints], [[], [], []]);
  });
}
