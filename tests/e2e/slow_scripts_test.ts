/**
 * Pages are there before their scripts are. What somebody types, ticks and presses until then counts, and so does what they do
 * in the very moment in which the scripts take over.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { join, signUp } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const HOUR_MS = 3_600_000;

describe("a page whose scripts come late", () => {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let open: string;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    host = await visit(browser);
    await signUp(host.page, app.url, "Alice");
    open = await makeRoom({});
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Returns its link. */
  async function makeRoom(more: Record<string, unknown>): Promise<string> {
    const activity = { emoji: "☕", title: "Coffee" };
    const made = { activity, audience: { kind: "link" }, settings: { hostStarts: false }, ...more };
    return await host.page.evaluate(async (made) => {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch("/api/v1/rooms", { method: "POST", headers, body: JSON.stringify(made) });
      return `${location.origin}/r/${(await answer.json()).room.code}`;
    }, made);
  }

  /** Scripts that the page asks for from now on come when the result is called. */
  async function holdScripts(page: Page): Promise<() => void> {
    const held = Promise.withResolvers<void>();
    await page.route("**/*.js", async (route) => {
      await held.promise;
      await route.continue();
    });
    return held.resolve;
  }

  /** A guest at the open door who has typed their name; nothing of the page's scripts has run yet. */
  async function comeEarly(guest: Visit, name: string): Promise<() => void> {
    const release = await holdScripts(guest.page);
    await guest.page.goto(open, { waitUntil: "commit" });
    await guest.page.getByLabel("Your name").fill(name);
    return release;
  }

  it("keeps the name that was typed before", async () => {
    const guest = await visit(browser, { viewport: PHONE });
    const release = await comeEarly(guest, "Noor");
    release();
    await guest.page.locator(".lobby-preview video").waitFor();
    assert.equal(await guest.page.getByLabel("Your name").inputValue(), "Noor");
    await join(guest.page);
    assert.deepEqual(guest.complaints, []);
    await guest.context.close();
  });

  it("lets in who pressed before", async () => {
    const guest = await visit(browser, { viewport: PHONE });
    const release = await comeEarly(guest, "Gus");
    const joined = join(guest.page);
    await guest.page.waitForRequest((request) => request.method() === "POST");
    release();
    await joined;
    assert.deepEqual(guest.complaints, []);
    await guest.context.close();
  });

  it("lets in who presses just as the button takes its first press", async () => {
    const guest = await visit(browser, { viewport: PHONE });
    // Ahead of anything that the lobby does later than in the task in which it wakes.
    await guest.page.addInitScript(() => {
      const listen = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (...how: Parameters<typeof listen>) {
        if (this instanceof HTMLFormElement && how[0] === "submit") queueMicrotask(() => this.requestSubmit());
        Reflect.apply(listen, this, how);
      };
    });
    const release = await comeEarly(guest, "Kim");
    release();
    await guest.page.getByRole("button", { name: "Leave" }).waitFor();
    assert.deepEqual(guest.complaints, []);
    await guest.context.close();
  });

  it("keeps the tick that was set before a room that is to open", async () => {
    const link = await makeRoom({ opensAt: new Date(Date.now() + HOUR_MS).toISOString(), zone: "Europe/Berlin" });
    const noor = await visit(browser, { viewport: PHONE });
    await signUp(noor.page, app.url, "Noor");
    const release = await holdScripts(noor.page);
    await noor.page.goto(link, { waitUntil: "commit" });
    const tick = noor.page.getByLabel("Come in as soon as it opens");
    await tick.check();
    const timer = noor.page.getByRole("timer");
    const before = await timer.innerText();
    release();
    await noor.page.waitForFunction(
      (before) => document.querySelector(".countdown-left")?.textContent !== before,
      before,
    );
    assert.equal(await tick.isChecked(), true);
    assert.deepEqual(noor.complaints, []);
    await noor.context.close();
  });
});
