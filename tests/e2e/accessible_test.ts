/** axe-core finds nothing on any page, in light and dark, on a phone and on a wide screen; nothing is wider than the window. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, visit, WIDE } from "../support/browser.ts";
import { join, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

/** The narrowest phone that the design promises to serve. */
const NARROW = { width: 360, height: 740 };

const LOOKS = [
  { viewport: PHONE, colorScheme: "light" },
  { viewport: NARROW, colorScheme: "dark" },
  { viewport: WIDE, colorScheme: "light" },
  { viewport: WIDE, colorScheme: "dark" },
] as const;

describe("every page is accessible", () => {
  let app: RunningApp;
  let browser: Browser;
  /** Of the first account, who looks after the house: signed in once, visited in every look. */
  let operator: Awaited<ReturnType<BrowserContext["storageState"]>>;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const { page, context } = await visit(browser);
    await signUp(page, app.url, "Olga");
    operator = await context.storageState();
    await context.close();
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** As the page itself would ask. */
  function call(page: Page, method: string, path: string, body?: unknown) {
    return page.evaluate(async ({ method, path, body }) => {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return answer.status === 204 ? {} : await answer.json();
    }, { method, path, body });
  }

  for (const look of LOOKS) {
    const name = `${look.viewport.width} px, ${look.colorScheme}`;

    it(`the pages around a room, ${name}`, async () => {
      const { page, context } = await visit(browser, { ...look, reducedMotion: "reduce" });
      for (const path of ["/", "/sign-in", "/sign-up", "/no/such/page"]) {
        await page.goto(app.url + path);
        await assertSound(page, path);
      }
      await page.goto(`${app.url}/sign-in`);
      await page.getByLabel("Email").fill("nobody@example.org");
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").first().waitFor();
      await assertSound(page, "a refused sign-in");
      await signUp(page, app.url, "Alice");
      await assertSound(page, "the first page of somebody without a room");
      await page.goto(`${app.url}/rooms`);
      await assertSound(page, "/rooms, empty");
      await page.goto(`${app.url}/rooms/new`);
      await assertSound(page, "/rooms/new");
      await page.getByText("Options", { exact: true }).click();
      await assertSound(page, "/rooms/new, with the options");
      await startRoom(page, app.url);
      await page.goto(app.url);
      await assertSound(page, "the first page of a host");
      await page.goto(`${app.url}/rooms`);
      await assertSound(page, "/rooms");
      await context.close();
    });

    it(`the pages of people and groups, ${name}`, async () => {
      const alice = await visit(browser, { ...look, reducedMotion: "reduce" });
      const bo = await visit(browser);
      await signUp(alice.page, app.url, "Alice");
      await signUp(bo.page, app.url, "Bo");
      for (const path of ["/friends", "/friends/blocked", "/groups", "/notices", "/settings"]) {
        await alice.page.goto(app.url + path);
        await assertSound(alice.page, `${path}, empty`);
      }
      const { id: boId } = await call(bo.page, "GET", "/api/v1/me");
      const { id: aliceId } = await call(alice.page, "GET", "/api/v1/me");
      await call(bo.page, "POST", "/api/v1/friends", { personId: aliceId });
      for (const path of ["/friends", "/notices"]) {
        await alice.page.goto(app.url + path);
        await assertSound(alice.page, `${path}, with a request`);
      }
      await call(alice.page, "POST", `/api/v1/friends/${boId}/accept`);
      const { group } = await call(alice.page, "POST", "/api/v1/groups", { name: "Choir" });
      const made = await call(bo.page, "POST", "/api/v1/rooms", {
        activity: { emoji: "☕", title: "Coffee" },
        audience: { kind: "friends" },
      });
      for (const path of ["/", "/friends", "/rooms/new", "/groups", `/groups/${group.id}`, `/r/${made.room.code}`]) {
        await alice.page.goto(app.url + path);
        await assertSound(alice.page, `${path}, with a friend and a group`);
      }
      await alice.page.goto(app.url);
      await alice.page.getByRole("link", { name: "Drop in" }).waitFor();
      await bo.page.goto(`${app.url}/rooms/${made.room.id}`);
      await assertSound(bo.page, "the host's page of a room");
      await Promise.all([alice.context.close(), bo.context.close()]);
    });

    it(`reporting, and the operator's pages, ${name}`, async () => {
      const olga = await visit(browser, { ...look, reducedMotion: "reduce", storageState: operator });
      const bo = await visit(browser, { ...look, reducedMotion: "reduce" });
      await signUp(bo.page, app.url, "Bo with quite a long name");
      for (const path of ["/admin", "/admin/people", "/admin/log", "/settings"]) {
        await olga.page.goto(app.url + path);
        await assertSound(olga.page, `${path}, of the operator`);
      }
      const { id: boId } = await call(bo.page, "GET", "/api/v1/me");
      const { room } = await call(olga.page, "POST", "/api/v1/rooms", {
        activity: { emoji: "☕", title: "Coffee" },
        settings: { hostStarts: false },
      });
      const { seat } = await call(olga.page, "POST", `/api/v1/links/${room.code}/seats`, {});
      await call(bo.page, "POST", `/api/v1/links/${room.code}/seats`, {});
      await bo.page.goto(`${app.url}/r/${room.code}/report`);
      await assertSound(bo.page, "reporting a room");
      await bo.page.goto(`${app.url}/rooms/${room.id}/report?seat=${seat.id}`);
      await assertSound(bo.page, "reporting somebody");
      await bo.page.getByLabel("Harassment").check();
      await bo.page.getByLabel("What happened?").fill("typed \u202E so");
      await bo.page.getByRole("button", { name: "Send report" }).click();
      await bo.page.getByRole("alert").waitFor();
      await assertSound(bo.page, "a refused report");
      await bo.page.getByLabel("What happened?").fill("They shout.\n\nAll the time.");
      await bo.page.getByLabel("Also block").check();
      await bo.page.getByRole("button", { name: "Send report" }).click();
      await bo.page.getByRole("heading", { name: "Thank you" }).waitFor();
      await assertSound(bo.page, "a report that was sent");
      await olga.page.goto(`${app.url}/admin`);
      await assertSound(olga.page, "/admin, with a report and a room");
      await olga.page.getByRole("button", { name: "End room" }).first().click();
      await olga.page.getByRole("dialog").waitFor();
      await assertSound(olga.page, "the operator's question before the end of a room");
      await olga.page.goto(`${app.url}/admin/people/${boId}`);
      await assertSound(olga.page, "one person, before they are suspended");
      await olga.page.getByLabel("Reason").fill("Shouts.");
      await olga.page.getByRole("button", { name: "Suspend Bo" }).click();
      await olga.page.getByRole("button", { name: "Lift suspension" }).waitFor();
      await assertSound(olga.page, "one person, suspended");
      for (const path of ["/admin/people", "/admin/people?q=bo", "/admin/log", "/admin/rooms", "/notices"]) {
        await olga.page.goto(app.url + path);
        await assertSound(olga.page, `${path}, after deeds`);
      }
      await Promise.all([olga.context.close(), bo.context.close()]);
    });

    it(`the room itself, ${name}`, async () => {
      const host = await visit(browser, { ...look, reducedMotion: "reduce" });
      const guest = await visit(browser, { ...look, reducedMotion: "reduce" });
      await signUp(host.page, app.url, "Alice");
      const link = await startRoom(host.page, app.url);
      await guest.page.goto(link);
      await guest.page.getByRole("button", { name: "Join", exact: true }).waitFor();
      await assertSound(guest.page, "a guest's lobby");
      await assertSound(host.page, "the host's lobby");
      await join(host.page);
      await assertSound(host.page, "the call, alone");
      await join(guest.page, "Björn with quite a long name");
      await guest.page.locator("[data-seat]:not([data-self])").waitFor();
      await assertSound(guest.page, "the call of two");
      for (const [button, inside] of [["Devices", "Camera"], ["Share link", "Copy link"]] as const) {
        await guest.page.getByRole("button", { name: button }).click();
        const panel = guest.page.getByRole("dialog", { name: button });
        await panel.getByLabel(inside).or(panel.getByRole("button", { name: inside })).waitFor();
        const box = await panel.boundingBox();
        const { width, height } = look.viewport;
        assert.ok(
          box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
          button,
        );
        await assertSound(guest.page, `the call with the panel "${button}"`);
        await guest.page.keyboard.press("Escape");
      }
      await guest.page.getByRole("button", { name: "Leave" }).click();
      await guest.page.getByRole("button", { name: "Join again" }).waitFor();
      await assertSound(guest.page, "after leaving");
      await host.page.getByRole("button", { name: "End room for everyone" }).first().click();
      await host.page.getByRole("dialog").getByRole("button", { name: "End room for everyone" }).waitFor();
      await assertSound(host.page, "the question before the end");
      await host.page.getByRole("dialog").getByRole("button", { name: "End room for everyone" }).click();
      await host.page.getByText("has ended").first().waitFor();
      await assertSound(host.page, "the end");
      await Promise.all([host.context.close(), guest.context.close()]);
    });
  }
});
