/** Sharing a screen and writing to each other, as everybody in a call sees it. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import {
  callApi,
  join,
  openChat,
  picturesAdvance,
  screenAdvances,
  seatOf,
  signUp,
  startRoom,
  writeInChat,
} from "../support/room_page.ts";
import { freePort } from "../support/free_port.ts";
import { type Proxy, startProxy } from "../support/proxy.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("screens and chat", () => {
  let app: RunningApp;
  let proxy: Proxy;
  let browser: Browser;
  let host: Visit;
  let guest: Visit;
  let late: Visit;
  let link: string;
  let roomPath: string;

  before(async () => {
    const port = freePort();
    proxy = startProxy({ hostname: "127.0.0.1", port });
    [app, browser] = await Promise.all([
      startApp({ port, publicUrl: `http://127.0.0.1:${proxy.port}` }),
      launchBrowser(),
    ]);
    [host, guest, late] = await Promise.all([
      visit(browser, { reducedMotion: "reduce" }),
      visit(browser, { viewport: PHONE, colorScheme: "dark", reducedMotion: "reduce" }),
      visit(browser),
    ]);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
    await guest.page.goto(link);
    await join(guest.page, "Bo");
    const { body } = await callApi(host.page, "GET", "/api/v1/rooms");
    roomPath = `/api/v1/rooms/${(body as { rooms: { id: string }[] }).rooms[0]?.id}`;
  });
  after(async () => {
    await browser?.close();
    await proxy?.[Symbol.asyncDispose]();
    await app?.stop();
  });

  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const screens = (page: Page) => page.locator("[data-screen]");
  const noScreen = (page: Page) => until("no shared screen", async () => (await screens(page).count()) === 0);

  it("a shared screen is seen large on the other side, with the faces beside it", async () => {
    await picturesAdvance(guest.page, 1);
    await button(guest.page, "Share screen").click();
    await host.page.getByRole("group", { name: "Screen of Bo" }).waitFor();
    await screenAdvances(host.page);
    await picturesAdvance(host.page, 1);
    const [screen, face] = await Promise.all([
      screens(host.page).boundingBox(),
      host.page.locator(`[data-seat="${await seatOf(host.page, "Bo")}"]`).boundingBox(),
    ]);
    assert.ok(screen && face && screen.width * screen.height > 4 * face.width * face.height);
    await assertSound(host.page, "somebody else's screen");
    await assertSound(guest.page, "one's own screen");
  });

  it("who comes later sees it, too", async () => {
    await late.page.goto(link);
    await join(late.page, "Cy");
    await screenAdvances(late.page);
  });

  it("it survives a lost socket", async () => {
    const sockets: string[] = [];
    guest.page.on("websocket", (socket) => sockets.push(socket.url()));
    proxy.cut();
    await until("a new socket", () => sockets.length > 0);
    await until("nobody away", async () => (await host.page.locator("[data-presence=away]").count()) === 0);
    await screenAdvances(host.page);
  });

  it("who shares ends it, and may share again", async () => {
    await button(guest.page, "Stop sharing").first().click();
    await Promise.all([noScreen(host.page), noScreen(guest.page)]);
    await picturesAdvance(host.page, 2);
    await button(guest.page, "Share screen").click();
    await screenAdvances(host.page);
  });

  it("the browser's own bar ends it, too", async () => {
    await guest.page.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>("[data-screen] video");
      const [track] = video?.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
      track?.stop();
      track?.dispatchEvent(new Event("ended"));
    });
    await noScreen(host.page);
    await button(guest.page, "Share screen").waitFor();
  });

  it("a host stops it", async () => {
    await button(guest.page, "Share screen").click();
    await screenAdvances(host.page);
    const seat = await seatOf(host.page, "Bo");
    const stopped = await callApi(host.page, "POST", `${roomPath}/seats/${seat}/stop-screen`);
    assert.equal(stopped.status, 200);
    await Promise.all([noScreen(host.page), noScreen(guest.page)]);
    await guest.page.getByText("A host has stopped the sharing of your screen").waitFor();
    await button(guest.page, "Share screen").click();
    await screenAdvances(host.page);
    await button(guest.page, "Stop sharing").first().click();
    await noScreen(host.page);
  });

  it("two screens are shown at the same time", async () => {
    await button(host.page, "Share screen").click();
    await button(guest.page, "Share screen").click();
    await until("two screens", async () => (await screens(late.page).count()) === 2);
    for (const { page } of [host, guest]) await button(page, "Stop sharing").first().click();
    await noScreen(late.page);
  });

  it("what one writes is counted on the other side, and read there", async () => {
    await writeInChat(host.page, "Hello Bo, see https://example.org/soup.");
    await button(guest.page, "Chat, 1 new line").waitFor();
    await guest.page.locator(".news", { hasText: "Alice: Hello Bo" }).waitFor();
    await openChat(guest.page);
    const link = guest.page.getByRole("link", { name: "https://example.org/soup" });
    assert.deepEqual(
      [await link.getAttribute("target"), await link.getAttribute("rel")],
      ["_blank", "noopener noreferrer nofollow"],
    );
    await assertSound(guest.page, "the chat on a phone");
    await assertSound(host.page, "the chat on a wide screen");
    await writeInChat(guest.page, "Thank you");
    await host.page.getByRole("log", { name: "What was said" }).getByText("Thank you").waitFor();
  });

  it("it works by keys alone: focus goes in, Escape leads back", async () => {
    await host.page.keyboard.press("Escape");
    await until(
      "the focus on the button",
      () => host.page.evaluate(() => document.activeElement?.classList.contains("control-chat")),
    );
    await host.page.keyboard.press("Enter");
    await until(
      "the focus in the field",
      () => host.page.evaluate(() => document.activeElement?.tagName === "TEXTAREA"),
    );
    await host.page.keyboard.type("m is no mute here");
    await button(host.page, "Mute microphone").waitFor();
    await host.page.keyboard.press("Enter");
    await guest.page.getByText("m is no mute here").waitFor();
  });

  it("a newcomer sees what is said after they came, and a reload loses nothing", async () => {
    const newcomer = await visit(browser);
    await newcomer.page.goto(link);
    await join(newcomer.page, "Dee");
    await openChat(newcomer.page);
    await writeInChat(newcomer.page, "Did I miss something?");
    assert.equal(await newcomer.page.getByText("Thank you").count(), 0);
    await guest.page.reload();
    await button(guest.page, "Leave").waitFor();
    await openChat(guest.page);
    for (const text of ["Thank you", "Did I miss something?"]) await guest.page.getByText(text).first().waitFor();
    await newcomer.context.close();
  });

  it("where the host closes the chat only those who look after the room write", async () => {
    const closed = await host.page.evaluate(async (path) => {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ settings: { chatAllowed: false } });
      return (await fetch(path, { method: "PATCH", headers, body })).status;
    }, roomPath);
    assert.equal(closed, 200);
    await guest.page.getByText("The host has closed the chat.").waitFor();
    await writeInChat(host.page, "Listen, please");
    await guest.page.getByText("Listen, please").waitFor();
  });

  it("no page complained", () => {
    assert.deepEqual(
      [...host.complaints, ...guest.complaints, ...late.complaints].filter((text) =>
        !/ERR_INTERNET_DISCONNECTED/.test(text)
      ),
      [],
    );
  });
});
