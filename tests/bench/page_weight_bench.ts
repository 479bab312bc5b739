/** What a browser loads for the lobby and for the call, and what it sends over the socket for one join. */
import { launchBrowser, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { startApp } from "../support/running_app.ts";
import { gzippedBytes, table } from "./figures.ts";

export async function benchPageWeight(): Promise<string> {
  await using app = await startApp();
  const browser = await launchBrowser();
  try {
    const host = await visit(browser);
    await signUp(host.page, app.url, "Alice");
    const link = await startRoom(host.page, app.url);
    await join(host.page);

    const guest = await visit(browser);
    const scripts = new Map<string, number>();
    let linked: readonly string[] = [];
    const reading: Promise<unknown>[] = [];
    guest.page.on("response", (response) => {
      const path = new URL(response.url()).pathname;
      if (response.url() === link) linked = modulesOf(response.headers().link ?? "");
      if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
      reading.push(response.body().then(async (body) => scripts.set(path, await gzippedBytes(new Uint8Array(body)))));
    });
    const sent: number[] = [];
    guest.page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => sent.push(new TextEncoder().encode(payload.toString()).length));
    });
    await guest.page.goto(link);
    await join(guest.page, "Bob");
    await picturesAdvance(guest.page, 1);
    await Promise.all(reading);

    const inline = await gzippedBytes((await guest.page.locator("script:not([src])").allTextContents()).join(""));
    const lobby = [...scripts].filter(([path]) => linked.includes(path)).reduce(
      (sum, [, bytes]) => sum + bytes,
      inline,
    );
    const all = [...scripts].reduce((sum, [, bytes]) => sum + bytes, inline);
    return table([
      ["weight", "measured", "at most"],
      ["JavaScript of the lobby, gzipped bytes", String(lobby), "15360"],
      ["lobby and call together", String(all), "46080"],
      ["messages from the browser per join", String(sent.length), "6"],
      ["bytes in them", String(sent.reduce((sum, bytes) => sum + bytes, 0)), "5120"],
    ]);
  } finally {
    await browser.close();
  }
}

/** The modules that the page itself asks for: its `modulepreload` links. */
function modulesOf(link: string): readonly string[] {
  return [...link.matchAll(/<([^>]+)>/g)].map(([, path]) => decodeURI(path ?? ""));
}
