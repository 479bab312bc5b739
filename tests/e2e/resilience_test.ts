/** What breaks under a call, mends under it: Janus killed, the socket cut, a second tab. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchBrowser, type Visit, visit } from "../support/browser.ts";
import { freePort } from "../support/free_port.ts";
import { type Proxy, startProxy } from "../support/proxy.ts";
import { join, othersSeats, picturesAdvance, remoteFrames, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("a call under trouble", () => {
  let app: RunningApp;
  let proxy: Proxy;
  let browser: Browser;
  let host: Visit;
  let guest: Visit;
  let link: string;

  before(async () => {
    const port = freePort();
    proxy = startProxy({ hostname: "127.0.0.1", port });
    [app, browser] = await Promise.all([
      startApp({ port, publicUrl: `http://127.0.0.1:${proxy.port}` }),
      launchBrowser(),
    ]);
    [host, guest] = await Promise.all([visit(browser), visit(browser)]);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
    await guest.page.goto(link);
    await join(guest.page, "Bob");
    await Promise.all([picturesAdvance(host.page, 1), picturesAdvance(guest.page, 1)]);
  });
  after(async () => {
    await browser?.close();
    await proxy?.[Symbol.asyncDispose]();
    await app?.stop();
  });

  it("a cut socket comes back by itself while the pictures go on", async () => {
    const seats = await othersSeats(host.page);
    const sockets: string[] = [];
    guest.page.on("websocket", (socket) => sockets.push(socket.url()));
    const before = await remoteFrames(guest.page);
    proxy.cut();
    await until("a new socket", () => sockets.length > 0);
    await picturesAdvance(guest.page, 1);
    const after = await remoteFrames(guest.page);
    assert.ok(
      Object.entries(before).every(([seat, frames]) => (after[seat] ?? 0) > frames),
      "the same <video> went on: its frame count did not begin anew",
    );
    await until("nobody away", async () => (await host.page.locator("[data-presence=away]").count()) === 0);
    assert.deepEqual(await othersSeats(host.page), seats);
  });

  it("what is said after the cut arrives: mute is seen by the other", async () => {
    await guest.page.getByRole("button", { name: "Mute microphone" }).click();
    await until(
      "the muted sign",
      async () => (await host.page.locator("[data-seat]:not([data-self])").getAttribute("data-microphone")) === "off",
    );
    await guest.page.getByRole("button", { name: "Unmute microphone" }).click();
  });

  it("Janus killed: pages say so, the supervisor starts it again, and both see each other again", async () => {
    const seats = await othersSeats(host.page);
    const [janus] = await app.janusPids();
    assert.ok(janus !== undefined, "Janus runs");
    Deno.kill(janus, "SIGKILL");
    await until("another Janus", async () => {
      const pids = await app.janusPids();
      return pids.length === 1 && pids[0] !== janus;
    });
    await Promise.all([picturesAdvance(host.page, 1, 10), picturesAdvance(guest.page, 1, 10)]);
    assert.deepEqual(await othersSeats(host.page), seats);
  });

  it("Janus killed once more while the pages come back: nobody is thrown out", async () => {
    const seats = await othersSeats(host.page);
    for (let round = 0; round < 2; round++) {
      const [janus] = await app.janusPids();
      assert.ok(janus !== undefined, "Janus runs");
      Deno.kill(janus, "SIGKILL");
      await until("another Janus", async () => (await app.janusPids()).some((pid) => pid !== janus));
    }
    await Promise.all([picturesAdvance(host.page, 1, 10), picturesAdvance(guest.page, 1, 10)]);
    assert.deepEqual(await othersSeats(host.page), seats);
  });

  it("a second tab of the same guest is told, and can take the seat over", async () => {
    const seats = await othersSeats(host.page);
    const before = guest.complaints.length;
    const second = await guest.context.newPage();
    await second.goto(link);
    await second.getByRole("button", { name: "Join", exact: true }).click();
    await second.getByRole("button", { name: "Use it here instead" }).click();
    await second.getByRole("button", { name: "Leave" }).waitFor();
    await guest.page.getByText("another tab").first().waitFor();
    assert.deepEqual(guest.complaints.slice(before), []);
    await picturesAdvance(host.page, 1);
    assert.deepEqual(await othersSeats(host.page), seats);
  });
});
