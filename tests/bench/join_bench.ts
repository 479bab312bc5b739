/**
 * From the click on "Join" to the first decoded frame of somebody who is there already: Ajar beside the bare page, in turns,
 * in one run, on one Janus each. Once as it is, once with 60 ms of round trip added to all signalling by a proxy.
 */
import type { Browser, Page } from "playwright-core";
import { CAPTURE } from "../../client/picture_size.ts";
import { launchBrowser, visit } from "../support/browser.ts";
import { freePort } from "../support/free_port.ts";
import { TestJanus } from "../support/janus.ts";
import { startProxy } from "../support/proxy.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";
import { barePage } from "./bare_page.ts";
import { median, milliseconds, table } from "./figures.ts";
import { installFirstFrameClock, readFirstFrameClock } from "./first_frame_clock.ts";

const RUNS = 30;
const ROUND_TRIPS_MS = [0, 60];
const FRAME_DEADLINE_MS = 15_000;
const ROOM = "bench";
/** A quick typist. */
const KEYSTROKE_MS = 100;

export async function benchJoin(runs = RUNS): Promise<string> {
  const rows = [["click to first remote frame, ms", "Ajar", "bare", "ratio", "Ajar's longest", "bare's longest"]];
  for (const roundTripMs of ROUND_TRIPS_MS) rows.push(await compare(runs, roundTripMs));
  return table(rows);
}

async function compare(runs: number, roundTripMs: number): Promise<string[]> {
  await using ajar = await startAjar(roundTripMs);
  await using bare = await startBare(roundTripMs);
  const browser = await launchBrowser();
  try {
    const host = await visit(browser);
    await signUp(host.page, ajar.url, "Alice");
    const link = await startRoom(host.page, ajar.url);
    const there = await visit(browser);

    const ajarRuns: number[] = [];
    const bareRuns: number[] = [];
    for (let run = 0; run < runs; run++) {
      await host.page.goto(link);
      await join(host.page);
      ajarRuns.push(await joinAjar(browser, link, host.page));
      await host.page.getByRole("button", { name: "Leave" }).click();
      await host.page.goto("about:blank");
      await there.page.goto(bare.url("there", true));
      await there.page.locator("body[data-sending]").waitFor();
      bareRuns.push(await joinBare(browser, bare.url(`guest-${run}`, false)));
      await hangUp(there.page);
      await there.page.goto("about:blank");
    }
    const [ours, theirs] = [median(ajarRuns), median(bareRuns)];
    return [
      `${runs} runs each, ${roundTripMs} ms added`,
      milliseconds(ours),
      milliseconds(theirs),
      (ours / theirs).toFixed(2),
      milliseconds(Math.max(...ajarRuns)),
      milliseconds(Math.max(...bareRuns)),
    ];
  } finally {
    await browser.close();
  }
}

/** The product, behind a proxy where the line is to be slow. */
async function startAjar(roundTripMs: number): Promise<AsyncDisposable & { readonly url: string }> {
  const port = freePort();
  if (roundTripMs === 0) return await startApp({ port });
  const proxy = startProxy({ hostname: "127.0.0.1", port });
  const app = await startApp({ port, publicUrl: `http://127.0.0.1:${proxy.port}` });
  proxy.delayMs = roundTripMs / 2;
  return {
    url: app.url,
    async [Symbol.asyncDispose]() {
      await app.stop();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

/** As somebody finds the lobby who sees themselves in it, and then types a name: by the click it is warm. */
async function joinAjar(browser: Browser, link: string, host: Page): Promise<number> {
  const { context, page } = await visit(browser);
  await page.addInitScript(installFirstFrameClock);
  await page.goto(link);
  await until("the own picture", () => page.evaluate(() => (document.querySelector("video")?.currentTime ?? 0) > 0));
  await page.getByLabel("Your name").pressSequentially("Robert", { delay: KEYSTROKE_MS });
  await page.getByRole("button", { name: "Join", exact: true }).click();
  const took = await firstFrame(page);
  await picturesAdvance(host, 1);
  await page.getByRole("button", { name: "Leave" }).click();
  await until("the guest is gone", async () => (await host.locator("[data-seat]:not([data-self])").count()) === 0);
  await context.close();
  return took;
}

async function joinBare(browser: Browser, url: string): Promise<number> {
  const { context, page } = await visit(browser);
  await page.addInitScript(installFirstFrameClock);
  await page.goto(url);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  const took = await firstFrame(page);
  await page.locator("body[data-sending]").waitFor();
  await hangUp(page);
  await context.close();
  return took;
}

async function hangUp(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event("hang-up")));
  await page.locator("body[data-gone]").waitFor();
}

function firstFrame(page: Page): Promise<number> {
  return page.evaluate(readFirstFrameClock, FRAME_DEADLINE_MS);
}

interface Bare extends AsyncDisposable {
  url(name: string, start: boolean): string;
}

/** A Janus of the same make and the bare page, with a proxy before Janus where the line is to be slow. */
export async function startBare(roundTripMs: number): Promise<Bare> {
  const janus = await TestJanus.start();
  const { url, apiSecret, adminUrl, adminSecret, adminKey } = janus.server.endpoint();
  await makeRoom({ adminUrl, adminSecret, adminKey });
  const proxy = roundTripMs === 0 ? null : startProxy({ hostname: "127.0.0.1", port: Number(new URL(url).port) });
  if (proxy !== null) proxy.delayMs = roundTripMs / 2;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { searchParams } = new URL(request.url);
    const html = barePage({
      url: proxy === null ? url : `ws://127.0.0.1:${proxy.port}`,
      secret: apiSecret,
      room: ROOM,
      name: searchParams.get("name") ?? "",
      start: searchParams.has("start"),
      camera: CAPTURE,
    });
    return new Response(html, { headers: { "Content-Type": "text/html" } });
  });
  return {
    url: (name, start) => `http://127.0.0.1:${server.addr.port}/?name=${name}${start ? "&start" : ""}`,
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      await proxy?.[Symbol.asyncDispose]();
      await janus[Symbol.asyncDispose]();
    },
  };
}

/** A room like those of Ajar, but with a name that the bare page can know. */
async function makeRoom(admin: { adminUrl: string; adminSecret: string; adminKey: string }): Promise<void> {
  const socket = new WebSocket(admin.adminUrl, "janus-admin-protocol");
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  const answered = new Promise<string>((resolve) =>
    socket.addEventListener("message", ({ data }) => resolve(String(data)))
  );
  socket.send(JSON.stringify({
    janus: "message_plugin",
    transaction: "make",
    admin_secret: admin.adminSecret,
    plugin: "janus.plugin.videoroom",
    request: {
      request: "create",
      admin_key: admin.adminKey,
      room: ROOM,
      publishers: 8,
      bitrate: 1_500_000,
      require_pvtid: true,
      notify_joining: true,
      audiocodec: "opus",
      videocodec: "vp8,h264,vp9",
    },
  }));
  const answer = await answered;
  socket.close();
  if (!answer.includes('"created"')) throw new Error(`Cannot make the bare page's room: ${answer}`);
}
