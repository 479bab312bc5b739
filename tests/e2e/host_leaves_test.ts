/** A room with and without its host, and the link that its host replaces, in browsers. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, PHONE, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const ENDING = "The host has left. The room ends in two minutes, unless they come back.";

describe("a room and its host, in browsers", () => {
  let app: RunningApp;
  let browser: Browser;
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  /** What the host's pages do by `fetch`; returns the room as it is then. */
  async function call(page: Page, method: string, path: string, body?: unknown): Promise<{ id: string; url: string }> {
    return await page.evaluate(async ([method, path, body]) => {
      const response = await fetch(`/api/v1/rooms${path}`, {
        method,
        ...(body === null ? {} : { body, headers: { "Content-Type": "application/json" } }),
      });
      const answer = await response.json();
      return answer.room ?? answer.rooms[0];
    }, [method, path, body === undefined ? null : JSON.stringify(body)] as const);
  }

  it("begins with the host, goes on over a new link, and says when it ends without the host", async () => {
    const [host, guest, outsider] = [
      await visit(browser),
      await visit(browser, { viewport: PHONE }),
      await visit(browser),
    ];
    await signUp(host.page, app.url, "Alice");
    const link = await startRoom(host.page, app.url);
    await guest.page.goto(link);
    await guest.page.getByLabel("Your name").fill("Bo");
    await guest.page.getByRole("button", { name: "Join", exact: true }).click();
    await join(host.page);
    await guest.page.getByRole("button", { name: "Leave" }).waitFor();
    await picturesAdvance(host.page, 1);

    const { id } = await call(host.page, "GET", "?mine");
    const { url } = await call(host.page, "POST", `/${id}/link`);
    await until("both stand at the new address", () => [host, guest].every(({ page }) => page.url() === url));
    assert.equal((await outsider.page.goto(link))?.status(), 404);
    for (const address of [url, link]) {
      await guest.page.goto(address);
      await guest.page.getByRole("button", { name: "Leave" }).waitFor();
      assert.equal(guest.page.url(), url);
      await picturesAdvance(guest.page, 1);
    }

    await call(host.page, "PATCH", `/${id}`, { settings: { whenHostLeaves: "end" } });
    await host.page.getByRole("button", { name: "Leave" }).click();
    await guest.page.getByText(ENDING).waitFor();
    await host.page.goto(url);
    await join(host.page);
    await guest.page.getByText(ENDING).waitFor({ state: "detached" });
    await picturesAdvance(guest.page, 1);
    assert.deepEqual([...host.complaints, ...guest.complaints], []);
  });
});
