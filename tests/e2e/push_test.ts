/** Push messages from the settings' button to the worker's notification and what is pressed on it, in a browser. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { deliverPush, pressNotification, shownNotifications, subscribesAt } from "../support/push_browser.ts";
import { openPushService, type PushBrowser, type PushedMessage, type PushService } from "../support/push_service.ts";
import { signUp } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("push messages, in browsers", () => {
  let app: RunningApp;
  let browser: Browser;
  let service: PushService;
  let endpoint: PushBrowser;
  let host: Visit;
  let room: { readonly id: string; readonly code: string };

  before(async () => {
    service = openPushService();
    [app, browser] = await Promise.all([startApp({ env: { PUSH_TO_LOCAL: "1" } }), launchBrowser()]);
    host = await visit(browser, { viewport: PHONE });
    await signUp(host.page, app.url, "Mara");
    const publicKey = await vapidPublicKey();
    endpoint = await service.browser(publicKey);
    await subscribesAt(host.context, app.url, endpoint);
    room = await host.page.evaluate(async () => {
      const response = await fetch("/api/v1/rooms", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          activity: { emoji: "🎨", title: "Painting" },
          audience: { kind: "friends" },
          settings: { hostStarts: false },
        }),
      });
      return (await response.json()).room;
    });
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    await service?.[Symbol.asyncDispose]();
  });

  async function vapidPublicKey(): Promise<string> {
    const html = await host.page.evaluate(async () => await (await fetch("/settings/notices")).text());
    return /B[\w-]{86}/.exec(html)?.[0] ?? "";
  }

  async function knocks(name: string): Promise<{ visitor: HttpClient; pushed: PushedMessage }> {
    const visitor = await signedUp(app.url, name);
    assert.equal((await visitor.call("POST", `/api/v1/links/${room.code}/knocks`, {})).status, 201);
    const pushed = await until(
      `the message about ${name}`,
      () => service.messages.find(({ message }) => message.title.startsWith(name)),
    );
    return { visitor, pushed };
  }

  it("are turned on by a button, off by another, and stay on over a reload", async () => {
    const { page } = host;
    await page.goto(`${app.url}/settings/notices`);
    await page.getByText("Notifications are off.").waitFor();
    await assertSound(page, "choosing what one is told");
    await page.getByRole("button", { name: "Turn on notifications" }).click();
    await page.getByText("Notifications are on.").waitFor();
    await page.getByRole("button", { name: "Turn off notifications" }).click();
    await page.getByText("Notifications are off.").waitFor();
    await page.getByRole("button", { name: "Turn on notifications" }).click();
    await page.getByText("Notifications are on.").waitFor();
    await page.reload();
    await page.getByText("Notifications are on.").waitFor();
    assert.deepEqual(host.complaints, []);
  });

  it("are shown once, however often they come", async () => {
    await host.page.goto(`${app.url}/`);
    const { pushed: { message } } = await knocks("Noor");
    await deliverPush(host.page, app.url, message);
    const [shown, ...more] = await until("the notification", async () => {
      const all = await shownNotifications(host.page);
      return all.length > 0 && all;
    });
    assert.deepEqual([shown?.title, shown?.tag, more.length], ["Noor knocked at “Painting”", message.tag, 0]);
    assert.deepEqual(shown?.actions.map(({ title }) => title), ["Let in", "Not now"]);
    assert.equal(new URL(await pressNotification(host.context, message.tag, "") ?? "").pathname, `/rooms/${room.id}`);
    assert.deepEqual(await shownNotifications(host.page), [], "pressed, it is put away");
    const { pushed: next } = await knocks("Bo");
    await deliverPush(host.page, app.url, message);
    await deliverPush(host.page, app.url, next.message);
    await until("the other notification", async () => (await shownNotifications(host.page)).length > 0);
    assert.deepEqual((await shownNotifications(host.page)).map(({ tag }) => tag), [next.message.tag]);
  });

  it("let somebody in from the notification", async () => {
    const { visitor, pushed: { message } } = await knocks("Ines");
    const seat = () => visitor.call("POST", `/api/v1/links/${room.code}/seats`, {});
    assert.equal((await seat()).status, 403);
    await deliverPush(host.page, app.url, message);
    await until(
      "the notification",
      async () => (await shownNotifications(host.page)).some(({ tag }) => tag === message.tag),
    );
    assert.equal(await pressNotification(host.context, message.tag, "let_in"), null);
    assert.equal((await seat()).status, 201);
  });
});
