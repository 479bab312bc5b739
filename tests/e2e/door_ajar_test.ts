import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchBrowser, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("a door left ajar, in browsers", () => {
  let app: RunningApp;
  let browser: Browser;
  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  it("lets the host wait without a camera, hear the bell in a background tab, and come in", async () => {
    const host = await visit(browser);
    await signUp(host.page, app.url, "Alice");
    const link = await startRoom(host.page, app.url);
    await host.page.getByRole("button", { name: "Leave the door ajar" }).click();
    await host.page.getByRole("heading", { name: "Your door is ajar" }).waitFor();
    assert.equal(await host.page.locator("video").count(), 0);
    await host.page.getByText("Whoever has the link can come in. The room is listed nowhere.").waitFor();
    await host.page.reload();
    const heading = host.page.getByRole("heading", { name: "Your door is ajar" });
    await heading.waitFor();
    assert.ok(await heading.evaluate((element) => element === document.activeElement));
    assert.equal(await host.page.locator("video").count(), 0);

    const other = await host.context.newPage();
    await other.goto(app.url);
    await other.bringToFront();
    const guest = await visit(browser);
    await guest.page.goto(link);
    await join(guest.page, "Bo");
    await until("the tab's title says who came", async () => (await host.page.title()).includes("Bo came in"));
    await guest.page.getByText("Left the door ajar").waitFor();

    await host.page.bringToFront();
    await host.page.getByRole("button", { name: "Come in" }).click();
    await picturesAdvance(host.page, 1);
    await picturesAdvance(guest.page, 1);
    assert.deepEqual([...host.complaints, ...guest.complaints], []);
  });

  it("tells the host who waits that the connection is lost, and is ajar again when it is back", async () => {
    const host = await visit(browser);
    let lost = false;
    const cuts: (() => Promise<void>)[] = [];
    await host.page.routeWebSocket(/signal/, (socket) => {
      if (lost) return void socket.close({ code: 1012 });
      const server = socket.connectToServer();
      cuts.push(() => Promise.all([socket.close({ code: 1012 }), server.close()]).then(() => {}));
    });
    await signUp(host.page, app.url, "Mara");
    const link = await startRoom(host.page, app.url);
    await host.page.getByRole("button", { name: "Leave the door ajar" }).click();
    await host.page.getByRole("heading", { name: "Your door is ajar" }).waitFor();
    lost = true;
    for (const cut of cuts.splice(0)) await cut();
    await host.page.getByRole("alert").getByText("Connection lost").waitFor();
    lost = false;
    await host.page.getByRole("alert").waitFor({ state: "detached" });
    const guest = await visit(browser);
    await guest.page.goto(link);
    await join(guest.page, "Bo");
    await host.page.getByText("Bo is here").waitFor();
  });
});
