/** What a host does to somebody's sound and pictures: closed at the media server, whatever the page does; and put out at once. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import {
  callApi,
  join,
  lastFrames,
  loudness,
  noteFrames,
  picturesAdvance,
  remoteFrames,
  seatOf,
  signUp,
  startRoom,
} from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const SILENCE = 2;
const END_LIMIT_MS = 500;
/** Frames come every 40 ms: after that long none is on its way. */
const QUIET_MS = 400;

describe("muted and put out", () => {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let bo: Visit;
  let cy: Visit;
  let link: string;
  let roomPath: string;
  let boSeat: string;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    [host, bo, cy] = await Promise.all([
      visit(browser, { reducedMotion: "reduce" }),
      visit(browser, { viewport: PHONE, reducedMotion: "reduce" }),
      visit(browser),
    ]);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
    for (const [{ page }, name] of [[bo, "Bo"], [cy, "Cy"]] as const) {
      await page.goto(link);
      await join(page, name);
    }
    const { body } = await callApi(host.page, "GET", "/api/v1/rooms");
    roomPath = `/api/v1/rooms/${(body as { rooms: { id: string }[] }).rooms[0]?.id}`;
    boSeat = await seatOf(host.page, "Bo");
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
  const deed = (what: string) => callApi(host.page, "POST", `${roomPath}/seats/${boSeat}/${what}`);
  const isHeard = (page: Page) => until("Bo to be heard", async () => await loudness(page, boSeat) > SILENCE);
  const isSilent = (page: Page) => until("Bo to be silent", async () => await loudness(page, boSeat) <= SILENCE);

  it("a mute is heard by everybody, and seen by who was muted", async () => {
    await Promise.all([isHeard(host.page), isHeard(cy.page)]);
    const told = bo.page.getByText("A host has muted you").waitFor();
    assert.equal((await deed("mute")).status, 200);
    await told;
    await button(bo.page, "Unmute microphone").waitFor();
    await Promise.all([isSilent(host.page), isSilent(cy.page)]);
    assert.equal(await host.page.locator(`[data-seat="${boSeat}"]`).getAttribute("data-microphone"), "off");
  });

  it("it outlasts a reload", async () => {
    await bo.page.reload();
    await button(bo.page, "Unmute microphone").waitFor();
    await isSilent(host.page);
  });

  it("who may unmute themselves does, and is heard", async () => {
    await button(bo.page, "Unmute microphone").click();
    await Promise.all([isHeard(host.page), isHeard(cy.page)]);
  });

  it("where only a host may, the microphone stays off until they ask", async () => {
    const changed = await host.page.evaluate(async (path) => {
      const headers = { "Content-Type": "application/json" };
      return (await fetch(path, { method: "PATCH", headers, body: '{"settings":{"selfUnmute":false}}' })).status;
    }, roomPath);
    assert.equal(changed, 200);
    assert.equal((await deed("mute")).status, 200);
    const told = bo.page.getByText("You can speak when a host asks you to").waitFor();
    await button(bo.page, "Unmute microphone").click();
    await told;
    await button(bo.page, "Unmute microphone").waitFor();
    await isSilent(host.page);
  });

  it("who is asked decides: nothing is heard before they say so", async () => {
    assert.equal((await deed("ask-unmute")).status, 200);
    const request = bo.page.getByRole("alert").filter({ hasText: "Alice asks you to unmute" });
    await request.waitFor();
    await assertSound(bo.page, "the request to unmute");
    await request.getByRole("button", { name: "Stay muted" }).click();
    await request.waitFor({ state: "detached" });
    await isSilent(host.page);
    assert.equal((await deed("ask-unmute")).status, 200);
    await request.getByRole("button", { name: "Unmute", exact: true }).click();
    await isHeard(host.page);
  });

  it("a removed person's picture stops everywhere within half a second, and theirs shows no more frames", async () => {
    await Promise.all([host, bo, cy].map(({ page }) => picturesAdvance(page, 2)));
    await Promise.all([host, bo, cy].map(({ page }) => noteFrames(page)));
    await Promise.all([host, bo, cy].map(({ page }) => picturesAdvance(page, 2)));
    const since = Date.now();
    const [removed, lateness] = await Promise.all([deed("remove"), latenessOf(cy.page)]);
    assert.equal(removed.status, 200);
    const limit = END_LIMIT_MS + lateness;
    for (const { page } of [host, cy]) {
      const last = await until("their picture to stop", async () => {
        const at = (await lastFrames(page))[boSeat] ?? 0;
        return Date.now() - at > QUIET_MS ? at : null;
      });
      assert.ok(last - since < limit, `shown for ${last - since} ms`);
      await page.locator(`[data-seat="${boSeat}"]`).waitFor({ state: "detached" });
      await picturesAdvance(page, 1);
    }
    const last = await until("their pictures to stop", async () => {
      const at = Math.max(...Object.values(await lastFrames(bo.page)));
      return Date.now() - at > QUIET_MS ? at : null;
    });
    assert.ok(last - since < limit, `saw others for ${last - since} ms`);
    assert.deepEqual(await remoteFrames(bo.page), {});
    assert.equal(await bo.page.locator("video").count(), 0);
  });

  it("they do not come in again, and nobody sees more of them", async () => {
    await bo.page.goto(link);
    assert.equal(await bo.page.locator("[data-seat]").count(), 0);
    assert.equal(await host.page.locator(`[data-seat="${boSeat}"]`).count(), 0);
  });

  it("no page complained", () => {
    assert.deepEqual([...host.complaints, ...cy.complaints], []);
  });
});

/** How long the least that one can ask takes at this moment: on a machine that does a hundred other things, everything is late. */
function latenessOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const since = performance.now();
    await (await fetch("/healthz")).text();
    return performance.now() - since;
  });
}
