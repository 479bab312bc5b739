/**
 * The built fixture in a real browser: what the server rendered is taken over, not rendered anew, and works;
 * with the nonce policy on, and without a word in the console.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "@std/testing/bdd";
import { type Browser, chromium, type Page } from "playwright-core";
import { Builder } from "./dev.ts";

const ROOT = join(import.meta.dirname ?? "", "testdata/app");
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Visit {
  page: Page;
  complaints: string[];
  scripts: string[];
  linked: string[];
}

describe("a built application in Chromium", () => {
  let browser: Browser;
  let server: Deno.HttpServer<Deno.NetAddr>;

  before(async () => {
    await new Builder({ root: ROOT }).build();
    const { default: built } = await import(pathToFileURL(join(ROOT, "_fresh/server.js")).href);
    server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, built.fetch);
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  });

  after(async () => {
    await browser.close();
    await server.shutdown();
  });

  async function visit(path: string): Promise<Visit> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const scripts: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname.endsWith(".js")) scripts.push(url.pathname);
    });
    await page.addInitScript(rememberFirstNodes);
    const response = await page.goto(`http://127.0.0.1:${server.addr.port}${path}`, { waitUntil: "load" });
    const header = (await response?.allHeaders())?.link ?? "";
    return { page, complaints, scripts, linked: [...header.matchAll(/<([^>]+)>/g)].map((match) => match[1] ?? "") };
  }

  it("keeps the nodes the server rendered, and says nothing in the console", async () => {
    const { page, complaints } = await visit("/");
    await page.locator("#badge").click();
    await page.locator("#badge", { hasText: "nested 1 6" }).waitFor();
    assert.equal(await page.evaluate(areFirstNodesKept), true);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("shares a signal between two islands", async () => {
    const { page, complaints } = await visit("/");
    await page.getByRole("button", { name: "And another" }).click();
    await page.locator("p > output", { hasText: "4" }).nth(1).waitFor();
    assert.deepEqual(await page.locator("p > output").allTextContents(), ["4", "4"]);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("gives useId the same answer in the browser as on the server", async () => {
    const { page } = await visit("/");
    await page.locator("#badge").click();
    await page.locator("#badge[data-browser-id]").waitFor();
    const ids = await page.locator("#badge").evaluate((badge) => [badge.dataset.serverId, badge.dataset.browserId]);
    assert.ok(ids[0]);
    assert.equal(ids[0], ids[1]);
    await page.close();
  });

  it("swaps slots, rebuilding what was in them", async () => {
    const { page, complaints } = await visit("/");
    const toggle = page.getByRole("button", { name: "Toggle" });
    await toggle.click();
    await page.locator("#body > em", { hasText: "closed" }).waitFor();
    assert.equal(await page.locator("#badge").count(), 0);
    await toggle.click();
    await page.locator("#body > p.slot").waitFor();
    assert.equal(await page.locator("#body input").isDisabled(), true);
    assert.equal(await page.locator("#body input").inputValue(), "server");
    await page.locator("#badge").click();
    await page.locator("#badge", { hasText: "nested 1 6" }).waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("announces every script the page needs, and loads dynamic imports only when asked to", async () => {
    const { page, scripts, linked, complaints } = await visit("/");
    await page.locator("#badge").click();
    await page.locator("#badge", { hasText: "nested 1 6" }).waitFor();
    assert.deepEqual(scripts.toSorted(), linked.toSorted());
    assert.equal(scripts.some((path) => path.includes("later")), false);
    await page.getByRole("button", { name: "Load" }).click();
    await page.locator("#loaded", { hasText: "loaded later" }).waitFor();
    assert.equal(scripts.filter((path) => path.includes("later")).length, 1);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("ships no script with a page without islands", async () => {
    const { page, scripts, linked } = await visit("/plain");
    assert.equal(await page.title(), "Plain & simple");
    assert.equal(await page.locator("script").count(), 0);
    assert.deepEqual([scripts, linked], [[], []]);
    await page.close();
  });

  it("lets the policy stop inline scripts that the server did not render", async () => {
    const { page } = await visit("/");
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.body.dataset.injected = 'yes'";
      document.body.append(script);
      return document.body.dataset.injected ?? "no";
    });
    assert.equal(ran, "no");
    await page.close();
  });
});

/** Runs in the page, before its own scripts. */
function rememberFirstNodes(): void {
  const first: Element[] = [];
  Reflect.set(globalThis, "firstNodes", first);
  new MutationObserver((records, observer) => {
    const added = records.flatMap((record) => [...record.addedNodes]).filter((node) => node instanceof Element);
    if (document.querySelector("script[type=module]") !== null) observer.disconnect();
    first.push(...added.filter((node) => node.matches("button, output, section, .slot, input")));
  }).observe(document, { childList: true, subtree: true });
}

function areFirstNodesKept(): boolean {
  const first: Element[] = Reflect.get(globalThis, "firstNodes");
  return first.length >= 8 && first.every((node) => node.isConnected);
}
