/** A room for later in real browsers: made in the form, waited for before its door, opened, and closed until its next time. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { join, signUp } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

describe("a room for later", () => {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let noor: Visit;
  let gus: Visit;
  let link: string;
  /** The day after tomorrow, so that both zones' clocks name days that are still to come. */
  const day = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    [host, noor, gus] = await Promise.all([
      visit(browser, { timezoneId: "Asia/Kolkata" }),
      visit(browser, { timezoneId: "Asia/Tokyo", viewport: PHONE }),
      visit(browser, { javaScriptEnabled: false, viewport: PHONE }),
    ]);
    await Promise.all([signUp(host.page, app.url, "Alice"), signUp(noor.page, app.url, "Noor")]);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it("is made in its host's own time zone", async () => {
    const { page } = host;
    await page.goto(`${app.url}/rooms/new`);
    await page.getByText("Later", { exact: true }).click();
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#zone")?.value.startsWith("Asia/"));
    await page.getByLabel("Opens", { exact: true }).fill(`${day}T19:00`);
    await page.getByLabel("Ends (may stay empty)").fill(`${day}T20:30`);
    await page.getByLabel("Comes again").selectOption("weekly");
    await assertSound(page, "the form with the fields for later");
    await page.getByRole("button", { name: "Start a room" }).click();
    await page.waitForURL(/\/r\/[\w-]{22,}$/);
    link = page.url();
    await page.getByText("Opens in").waitFor();
    assert.match(await page.locator(".coming-when").innerText(), /19:00.+20:30|7:00.+8:30/);
  });

  it("is told to everybody by their own clock, counted down, and soundly", async () => {
    const { page } = noor;
    await page.goto(link);
    // Three and a half hours later there.
    await page.locator(".coming-when").getByText(/22:30|10:30/).waitFor();
    assert.match(await page.getByRole("timer").innerText(), /1 day|2 days/);
    await assertSound(page, "before a room that is to open");
  });

  it("says the same without a script, in the host's time zone", async () => {
    await gus.page.goto(link);
    const said = await gus.page.locator("main").innerText();
    assert.match(said, /Opens in/);
    assert.match(said, /(Kolkata|Calcutta) time/);
  });

  it("tells whoever asks", async () => {
    await noor.page.getByRole("button", { name: "Tell me when it opens" }).click();
    await noor.page.getByText("You will be told when it opens").waitFor();
  });

  it("is at another time at once for who waits, once its next one is left out", async () => {
    const { page } = host;
    const before = await noor.page.locator(".coming-when time").first().getAttribute("datetime");
    await page.getByRole("link", { name: "Look after the room" }).click();
    await page.getByRole("heading", { name: "When it opens" }).waitFor();
    await assertSound(page, "the room's own page before it opens");
    await page.getByRole("button", { name: /^Leave out / }).first().click();
    await noor.page.waitForFunction(
      (known) => ![null, undefined, known].includes(document.querySelector("time")?.dateTime),
      before,
    );
  });

  it("becomes the door of who waits, and lets in who asked for that, as soon as it opens", async () => {
    await noor.page.getByLabel("Come in as soon as it opens").check();
    await host.page.getByRole("button", { name: "Open now" }).click();
    await noor.page.getByText("You come in as soon as the room starts").waitFor();
    assert.equal(noor.page.url().includes("#"), false);
    await host.page.goto(link);
    await join(host.page);
    await noor.page.getByRole("button", { name: "Leave" }).waitFor();
  });

  it("closes for today and keeps its link", async () => {
    await host.page.goto(`${app.url}/`);
    await host.page.getByRole("button", { name: "End for today" }).first().click();
    await host.page.getByRole("dialog").getByRole("button", { name: "End for today" }).click();
    await noor.page.getByText("has ended").first().waitFor();
    await noor.page.goto(link);
    await noor.page.getByText("Opens in").waitFor();
    assert.deepEqual([host.complaints, noor.complaints], [[], []]);
  });
});
