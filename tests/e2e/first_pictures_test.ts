/**
 * The first pictures come over a connection that was made at the door. On the way in, what moves is left to the others: one's own
 * picture stands still in the lobby and comes after theirs in the call.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, type Visit, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

/** How long one's own picture waits for those of others; less what a timer may be early. */
const WAIT_MS = 950;

type Seen = Partial<Record<"call" | "self" | "other", number>>;

/** Runs in the page: notes when the call is drawn, and when its first pictures stand on the screen. */
function noteFirstPictures(): void {
  const seen: Seen = {};
  Object.assign(globalThis, { seen });
  new MutationObserver(() => {
    if (document.querySelector("[data-self]")) seen.call ??= performance.now();
    if (document.querySelector("[data-self][data-seen]")) seen.self ??= performance.now();
    if (document.querySelector("[data-seen]:not([data-self])")) seen.other ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-seen"] });
}

/** Runs in the page: keeps its connections, to look into. */
function keepConnections(): void {
  const connections: RTCPeerConnection[] = [];
  Object.assign(globalThis, { connections });
  globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct(target, [configuration]) {
      const connection: RTCPeerConnection = new target(configuration);
      connections.push(connection);
      return connection;
    },
  });
}

/** Packets that came over each connection that is up and receives. */
function received(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { connections } = globalThis as unknown as { connections: RTCPeerConnection[] };
    const receiving = connections.filter((each) =>
      each.connectionState === "connected" &&
      each.getTransceivers().some(({ currentDirection }) => currentDirection === "recvonly")
    );
    return Promise.all(receiving.map(async (each) =>
      [...(await each.getStats()).values()]
        .filter(({ type }) => type === "inbound-rtp")
        .reduce((sum, { packetsReceived }) => sum + packetsReceived, 0)
    ));
  });
}

async function ownPictureSeen(page: Page): Promise<Seen & { self: number; call: number }> {
  return await until("the own picture", async () => {
    const { self, call, other } = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    return self !== undefined && call !== undefined && { self, call, ...(other !== undefined ? { other } : {}) };
  });
}

/** Between a page and its socket: from a message of the given type on, one side is not heard by the other until released. */
interface Gate {
  hold(from: "server" | "page", type: string): void;
  release(): void;
  /** The server hears nothing of what was made at the door. */
  forgetDoor(): void;
}

async function gateOf(page: Page): Promise<Gate> {
  let held: { readonly from: "server" | "page"; readonly type: string } | null = null;
  const waiting: (() => void)[] = [];
  let forgets = false;
  function forward(from: "server" | "page", message: string, to: { send(message: string): void }): void {
    const isFirst = held?.from === from && JSON.parse(message).type === held.type;
    if (isFirst || (waiting.length > 0 && held?.from === from)) waiting.push(() => to.send(message));
    else to.send(message);
  }
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => forward("server", String(message), socket));
    socket.onMessage((message) => {
      const text = String(message);
      forward("page", forgets ? text.replace('"ahead":true', '"ahead":false') : text, server);
    });
  });
  return {
    hold(from, type) {
      held = { from, type };
    },
    release() {
      held = null;
      for (const pass of waiting.splice(0)) pass();
    },
    forgetDoor() {
      forgets = true;
    },
  };
}

describe("the first pictures", () => {
  let app: RunningApp;
  let browser: Browser;
  let link: string;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    const host = await visit(browser);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    await join(host.page);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function atDoor(): Promise<Visit & { readonly gate: Gate }> {
    const guest = await visit(browser);
    await guest.context.addInitScript(noteFirstPictures);
    await guest.context.addInitScript(keepConnections);
    const gate = await gateOf(guest.page);
    await guest.page.goto(link);
    await previewIs("moving", guest.page);
    return { ...guest, gate };
  }

  async function leave({ page, context }: Visit): Promise<void> {
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("button", { name: "Join again" }).waitFor();
    await context.close();
  }

  async function previewIs(state: "moving" | "still", page: Page): Promise<void> {
    await until(
      `the preview is ${state}`,
      () =>
        page.locator(".preview video").evaluate(
          (video: HTMLVideoElement, state) =>
            video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.paused === (state === "still"),
          state,
        ),
    );
  }

  it("come over a connection that was made at the door, and nothing before", async () => {
    const guest = await atDoor();
    const { page } = guest;
    await until("one is connected", async () => (await received(page)).length === 1);
    // Longer than a picture would take.
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await received(page), [0]);
    await join(page, "Ada");
    await picturesAdvance(page, 1);
    const [packets = 0, ...others] = await received(page);
    assert.deepEqual([packets > 0, others], [true, []]);
    await leave(guest);
  });

  it("come over another one where the server does not go on from there", async () => {
    const guest = await atDoor();
    const { page, gate } = guest;
    await until("one is connected", async () => (await received(page)).length === 1);
    gate.forgetDoor();
    await join(page, "Ben");
    await picturesAdvance(page, 1);
    assert.equal((await received(page)).length, 1);
    await leave(guest);
  });

  it("one's own stands still while one comes in, and moves again if nothing comes of it", async () => {
    const guest = await atDoor();
    const { page, gate } = guest;
    await page.getByLabel("Your name").fill("   ");
    gate.hold("server", "refused");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await previewIs("still", page);
    gate.release();
    await previewIs("moving", page);
    await join(page, "Bob");
    await picturesAdvance(page, 1);
    await leave(guest);
  });

  it("in the call one's own comes after the first of somebody else", async () => {
    const guest = await atDoor();
    const { page } = guest;
    await join(page, "Chidi");
    await picturesAdvance(page, 1);
    const { self, call, other = Infinity } = await ownPictureSeen(page);
    assert.ok(self >= Math.min(other, call + WAIT_MS), `own ${self}, other ${other}, call ${call}`);
    await leave(guest);
  });

  it("but does not wait for it longer than a second", async () => {
    const guest = await atDoor();
    const { page, gate } = guest;
    await until("one is connected", async () => (await received(page)).length === 1);
    gate.forgetDoor();
    gate.hold("page", "answer");
    await join(page, "Dörte");
    const { self, call, other } = await ownPictureSeen(page);
    assert.equal(other, undefined);
    assert.ok(self >= call + WAIT_MS, `own ${self}, call ${call}`);
    gate.release();
    await picturesAdvance(page, 1);
    await leave(guest);
  });
});
