/** Eight people in one room all see each other. */
import { after, before, describe, it } from "@std/testing/bdd";
import type { Browser } from "playwright-core";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { join, picturesAdvance, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const NAMES = ["Bob", "Chidi", "Dörte", "Emre", "Fatima", "Gë", "حنان"];

/** Eight encoders and 56 decoders on a machine of two cores: at a camera's usual pace they leave the pages' scripts no time. */
const FRAMES_PER_SECOND = 5;

describe("eight people", () => {
  let app: RunningApp;
  let browser: Browser;
  let people: Visit[];

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser({ framesPerSecond: FRAMES_PER_SECOND })]);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it("each sees seven pictures advance", async () => {
    const host = await visit(browser, { viewport: PHONE });
    people = [host];
    await signUp(host.page, app.url, "Alice");
    const link = await startRoom(host.page, app.url);
    await join(host.page);
    for (const name of NAMES) {
      const guest = await visit(browser, { viewport: PHONE });
      people.push(guest);
      await guest.page.goto(link);
      await join(guest.page, name);
    }
    await Promise.all(people.map(({ page }) => picturesAdvance(page, NAMES.length, 3, 60_000)));
  });
});
