/** The main job: someone starts a room, sends the link, and a person without an account comes in. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { join, othersSeats, picturesAdvance, signUp, soundArrives, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("two people", () => {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let guest: Visit;
  let link: string;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    host = await visit(browser);
    guest = await visit(browser, { viewport: PHONE });
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it("sign up, start a room and hold its link", async () => {
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
    assert.match(link, /\/r\/[\w-]{22,}$/);
  });

  it("a guest without account reads whose room it is, and comes in with a nickname", async () => {
    await guest.page.goto(link);
    await guest.page.getByText("Alice").first().waitFor();
    const mute = guest.page.getByRole("button", { name: "Mute microphone" });
    assert.equal(await mute.getAttribute("aria-keyshortcuts"), null, "nothing listens to keys before the call");
    await join(guest.page, "Björn 🚲");
    await host.page.locator("[data-seat]:not([data-self])", { hasText: "Björn" }).waitFor();
  });

  it("both see each other move, and hear each other", async () => {
    await Promise.all([picturesAdvance(host.page, 1), picturesAdvance(guest.page, 1)]);
    await Promise.all([soundArrives(host.page), soundArrives(guest.page)]);
  });

  it("a muted microphone and a camera turned off show on the other side, and come back", async () => {
    const tile = host.page.locator("[data-seat]:not([data-self])");
    await guest.page.getByRole("button", { name: "Mute microphone" }).click();
    await until("the muted sign", async () => (await tile.getAttribute("data-microphone")) === "off");
    await guest.page.getByRole("button", { name: "Unmute microphone" }).click();
    await guest.page.getByRole("button", { name: "Turn camera off" }).click();
    await until("no picture", async () => (await tile.getAttribute("data-camera")) === "off");
    await guest.page.getByRole("button", { name: "Turn camera on" }).click();
    await until("a picture again", async () => (await tile.getAttribute("data-camera")) === "on");
    await picturesAdvance(host.page, 1);
  });

  it("the key M mutes, until single keys are turned off, also after a reload", async () => {
    const { page } = guest;
    const unmute = page.getByRole("button", { name: "Unmute microphone" });
    const mute = page.getByRole("button", { name: "Mute microphone" });
    await page.keyboard.press("m");
    await unmute.waitFor();
    await page.keyboard.press("m");
    await mute.waitFor();
    await page.getByRole("button", { name: "Devices" }).click();
    await page.getByLabel("Keys: M mutes").uncheck();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Devices" }).waitFor({ state: "hidden" });
    assert.equal(await mute.getAttribute("aria-keyshortcuts"), null);
    await page.keyboard.press("m");
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    assert.equal(await mute.count(), 1);
  });

  it("a reload gives the guest the same seat, and both see each other again", async () => {
    const before = await othersSeats(host.page);
    await guest.page.reload();
    await guest.page.getByRole("button", { name: "Leave" }).waitFor({ timeout: 20_000 });
    await Promise.all([picturesAdvance(host.page, 1), picturesAdvance(guest.page, 1)]);
    assert.deepEqual(await othersSeats(host.page), before);
    const mute = guest.page.getByRole("button", { name: "Mute microphone" });
    assert.equal(await mute.getAttribute("aria-keyshortcuts"), null, "single keys are still turned off");
  });

  it("a host who reloads is not locked out", async () => {
    const before = await othersSeats(guest.page);
    await host.page.reload();
    await host.page.getByRole("button", { name: "Leave" }).waitFor({ timeout: 20_000 });
    await Promise.all([picturesAdvance(host.page, 1), picturesAdvance(guest.page, 1)]);
    assert.deepEqual(await othersSeats(guest.page), before);
  });

  it("leaving takes the picture away, and joining again gives the same seat", async () => {
    const before = await othersSeats(host.page);
    await guest.page.getByRole("button", { name: "Leave" }).click();
    await until("the guest has left", async () => (await othersSeats(host.page)).length === 0);
    await guest.page.getByRole("button", { name: "Join again" }).click();
    await guest.page.getByRole("button", { name: "Leave" }).waitFor();
    await Promise.all([picturesAdvance(host.page, 1), picturesAdvance(guest.page, 1)]);
    assert.deepEqual(await othersSeats(host.page), before);
  });

  it("the host ends the room for everyone", async () => {
    await host.page.getByRole("button", { name: "End room for everyone" }).first().click();
    await host.page.getByRole("dialog").getByRole("button", { name: "End room for everyone" }).click();
    await guest.page.getByText("has ended").first().waitFor();
  });

  it("no page complained", () => {
    assert.deepEqual([...host.complaints, ...guest.complaints], []);
  });

  it("the link of the ended room says so", async () => {
    const response = await guest.page.goto(link);
    assert.equal(response?.status(), 410);
    await guest.page.getByText("has ended").first().waitFor();
  });
});
