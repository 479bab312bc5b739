/** People without a camera, or who refuse it, come in all the same. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchBrowser, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("without devices", () => {
  let app: RunningApp;
  let withCamera: Browser;
  let without: Browser;
  let link: string;

  before(async () => {
    [app, withCamera, without] = await Promise.all([startApp(), launchBrowser(), launchBrowser({ devices: false })]);
    const host = await visit(withCamera);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
  });
  after(async () => {
    await Promise.all([withCamera?.close(), without?.close()]);
    await app?.stop();
  });

  it("a machine without camera and microphone comes in to watch", async () => {
    const watcher = await visit(without);
    await watcher.page.goto(link);
    await join(watcher.page, "Wanda");
    await picturesAdvance(watcher.page, 1);
    assert.deepEqual(watcher.complaints, []);
    await watcher.page.getByRole("button", { name: "Leave" }).click();
    await watcher.page.getByRole("button", { name: "Join again" }).waitFor();
    await watcher.context.close();
  });

  it("who has only a microphone comes in with sound only", async () => {
    const listener = await visit(withCamera);
    await listener.context.addInitScript(() => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) =>
        constraints?.video ? Promise.reject(new DOMException("No camera", "NotFoundError")) : real(constraints);
    });
    await listener.page.goto(link);
    await join(listener.page, "Mika");
    await picturesAdvance(listener.page, 1);
    const self = listener.page.locator("[data-self]");
    await until("no own picture", async () => (await self.getAttribute("data-camera")) === "off");
    assert.equal(await self.getAttribute("data-microphone"), "on");
    await listener.context.close();
  });
});
