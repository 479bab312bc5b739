/** A knock from the door to the call, in browsers: heard in a background tab, let in with video, and a refusal that tells nothing. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("knocking, in browsers", () => {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let link: string;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    host = await visit(browser);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
    await lock(true);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function lock(locked: boolean): Promise<void> {
    const status = await host.page.evaluate(async (deed) => {
      const { rooms } = await (await fetch("/api/v1/rooms")).json();
      return (await fetch(`/api/v1/rooms/${rooms[0].id}/${deed}`, { method: "POST" })).status;
    }, locked ? "lock" : "unlock");
    assert.equal(status, 200);
  }

  async function knock(page: Page, name: string, line = ""): Promise<void> {
    await page.goto(link);
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Your message").fill(line);
    await page.getByRole("button", { name: "Knock", exact: true }).click();
    await page.getByText("You have knocked", { exact: true }).waitFor();
  }

  function card(name: string) {
    return host.page.locator(".knock").filter({ hasText: `${name} knocks` });
  }

  it("is heard by a host who looks at another tab, and lets in with video", async () => {
    const elsewhere = await host.context.newPage();
    await elsewhere.goto(app.url);
    await elsewhere.bringToFront();
    const guest = await visit(browser);
    await knock(guest.page, "Bo", "It is me, from the choir");
    await until("the title says who knocks", async () => (await host.page.title()).includes("Bo knocks"));
    assert.match(await card("Bo").innerText(), /It is me, from the choir/);
    await host.page.bringToFront();
    await assertSound(host.page, "a knock in the call");
    await assertSound(guest.page, "having knocked");
    await card("Bo").getByRole("button", { name: "In a minute" }).click();
    await guest.page.getByText("You were heard").waitFor();
    await card("Bo").getByRole("button", { name: "Let in" }).click();
    await guest.page.getByRole("button", { name: "Leave" }).waitFor();
    await picturesAdvance(guest.page, 1);
    await picturesAdvance(host.page, 1);
    await until("the title is the page's own again", async () => !(await host.page.title()).includes("knocks"));
    await elsewhere.close();
    await guest.page.getByRole("button", { name: "Leave" }).click();
    assert.deepEqual([...host.complaints, ...guest.complaints], []);
    await guest.context.close();
  });

  it("refused, looks like no answer, also after a reload", async () => {
    const guests = await Promise.all([visit(browser), visit(browser)]);
    for (const [index, { page }] of guests.entries()) await knock(page, `Guest ${index}`);
    await card("Guest 0").getByRole("button", { name: "Not now" }).click();
    await card("Guest 1").getByRole("button", { name: "Let in" }).waitFor();
    assert.equal(await card("Guest 0").count(), 0);
    const seen = () => Promise.all(guests.map(({ page }) => page.locator(".knocking").innerText()));
    for (const { page } of guests) {
      await page.reload();
      await page.getByText("You have knocked", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Stop knocking" }).waitFor();
    }
    const [refused, unanswered] = await seen();
    assert.equal(refused, unanswered);
    await card("Guest 1").getByRole("button", { name: "Quiet for today" }).click();
    await until("nobody is at the door", async () => await host.page.locator(".knock").count() === 0);
    for (const { context } of guests) await context.close();
  });

  it("comes by itself for who is signed in, and ends when the door is unlocked", async () => {
    const cleo = await visit(browser);
    await signUp(cleo.page, app.url, "Cleo");
    await cleo.page.goto(link);
    await cleo.page.getByText("You have knocked", { exact: true }).waitFor();
    await cleo.page.getByLabel("Your message").fill("May I?");
    await cleo.page.getByRole("button", { name: "Send" }).click();
    await host.page.getByText("“May I?”").waitFor();
    await lock(false);
    await cleo.page.getByRole("button", { name: "Leave" }).waitFor();
    await until("nobody is at the door", async () => await host.page.locator(".knock").count() === 0);
    assert.deepEqual(cleo.complaints, []);
    await cleo.context.close();
    await lock(true);
  });

  it("is all that can be done at the door of a room for others, which tells nothing of those inside", async () => {
    const owner = await visit(browser);
    await signUp(owner.page, app.url, "Olga");
    const closed = await owner.page.evaluate(async () => {
      const answer = await fetch("/api/v1/rooms", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ activity: { emoji: "🎲", title: "Games" }, audience: { kind: "friends" } }),
      });
      return String((await answer.json()).room.url);
    });
    await owner.page.goto(closed);
    await owner.page.getByRole("button", { name: "Leave the door ajar" }).click();
    await owner.page.getByRole("heading", { name: "Your door is ajar" }).waitFor();
    const guest = await visit(browser, { viewport: PHONE, colorScheme: "dark" });
    await guest.page.goto(closed);
    await guest.page.getByText("This room is for people whom Olga chose.").waitFor();
    await assertSound(guest.page, "the door of a room for others");
    assert.equal(await guest.page.getByRole("button", { name: "Join" }).count(), 0);
    assert.doesNotMatch(await guest.page.locator("main").innerText(), /inside|friends|locked/);
    await guest.page.getByLabel("Your name").fill("Gil");
    await guest.page.getByRole("button", { name: "Knock", exact: true }).click();
    await until("the title says who knocks", async () => (await owner.page.title()).includes("Gil knocks"));
    await assertSound(owner.page, "a knock behind the open door");
    await owner.page.getByRole("button", { name: "Let in" }).click();
    await guest.page.getByRole("button", { name: "Leave" }).waitFor();
    assert.deepEqual([...owner.complaints, ...guest.complaints], []);
    await Promise.all([owner.context.close(), guest.context.close()]);
  });

  it("stands on the room's page as it comes, and is answered there, too", async () => {
    const guest = await visit(browser);
    await knock(guest.page, "Fay", "May I look in?");
    const room = await host.context.newPage();
    await room.goto(`${app.url}/rooms`);
    await room.getByRole("link", { name: /Coffee/ }).first().click();
    await room.getByText("“May I look in?”").waitFor();
    await assertSound(room, "a knock on the room's page");
    const other = await visit(browser);
    await knock(other.page, "Gus");
    const line = room.locator(".knock").filter({ hasText: "Gus knocks" });
    await line.getByRole("button", { name: "Not now" }).click();
    await until("it is answered", async () => await line.count() === 0);
    await room.getByRole("button", { name: "Let in" }).click();
    await guest.page.getByRole("button", { name: "Leave" }).waitFor();
    await until("nobody is at the door", async () => await room.locator(".knock").count() === 0);
    await Promise.all([room.close(), guest.context.close(), other.context.close()]);
  });

  it("stops when one thinks otherwise", async () => {
    const guest = await visit(browser);
    await knock(guest.page, "Dee");
    await card("Dee").waitFor();
    await guest.page.getByRole("button", { name: "Stop knocking" }).click();
    await guest.page.getByRole("button", { name: "Knock", exact: true }).waitFor();
    await until("nobody is at the door", async () => await host.page.locator(".knock").count() === 0);
    await guest.context.close();
  });

  it("works without JavaScript: the page says what happens next, and offers to look again", async () => {
    const guest = await visit(browser, { javaScriptEnabled: false });
    await guest.page.goto(link);
    await guest.page.getByLabel("Your name").fill("Eve");
    await guest.page.getByLabel("Your message").fill("x".repeat(300));
    await guest.page.getByRole("button", { name: "Knock", exact: true }).click();
    assert.match(await guest.page.locator("main").innerText(), /too long/);
    await guest.page.getByLabel("Your message").fill("I am early");
    await guest.page.getByRole("button", { name: "Knock", exact: true }).click();
    assert.match(await guest.page.locator("main").innerText(), /You have knocked[^]*I am early/);
    await card("Eve").getByRole("button", { name: "Let in" }).click();
    await guest.page.getByRole("link", { name: "Look again" }).click();
    await guest.page.getByRole("button", { name: "Join", exact: true }).click();
    assert.match(await guest.page.locator("main").innerText(), /seat/i);
    await guest.context.close();
  });
});
