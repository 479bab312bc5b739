/** Without JavaScript every page says what it has to say, and the forms work as far as the call itself. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchBrowser, type Visit, visit } from "../support/browser.ts";
import { signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

describe("without JavaScript", () => {
  let app: RunningApp;
  let browser: Browser;
  let link: string;
  let host: Visit;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it("one can sign up and start a room", async () => {
    host = await visit(browser, { javaScriptEnabled: false });
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
    assert.ok(
      await host.page.getByText(link).count() > 0 || await host.page.locator(`input[value="${link}"]`).count() > 0,
    );
  });

  it("who comes before the host is told so, knocks, and can look again", async () => {
    const { page } = await visit(browser, { javaScriptEnabled: false });
    await page.goto(link);
    await page.getByText("Alice is not here yet").first().waitFor();
    await page.getByLabel("Your name").fill("   ");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    assert.equal(await page.getByLabel("Your name").getAttribute("aria-invalid"), "true");
    await page.getByLabel("Your name").fill("Noor");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByText("Waiting for Alice").waitFor();
    await page.getByRole("link", { name: "Look again" }).click();
    assert.match(await page.locator("main").innerText(), /Alice is not here yet/);
  });

  it("the host takes the seat that starts the room", async () => {
    await host.page.goto(link);
    await host.page.getByRole("button", { name: "Join", exact: true }).click();
    await host.page.getByText("seat is kept").waitFor();
  });

  it("the join page says whose room, what for, whether it is open and how many are inside", async () => {
    const { page } = await visit(browser, { javaScriptEnabled: false });
    await page.goto(link);
    const text = await page.locator("main").innerText();
    assert.match(text, /Alice/);
    assert.match(text, /open/i);
    assert.match(text, /nobody|inside/i);
    assert.match(text, /JavaScript/);
  });

  it("its form takes a seat and says so; a bad nickname comes back with the reason", async () => {
    const { page } = await visit(browser, { javaScriptEnabled: false });
    await page.goto(link);
    await page.getByLabel("Your name").fill("   ");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.locator("[aria-invalid=true]").and(page.getByLabel("Your name")).waitFor();
    await page.getByLabel("Your name").fill("Noor");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByText("Noor").first().waitFor();
    assert.match(await page.locator("main").innerText(), /seat/i);
  });
});
