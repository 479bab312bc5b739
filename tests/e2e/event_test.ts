/**
 * An event in real browsers, start to end: made with a picture, answered, hosted by two, moved, its room opened by itself and
 * entered, and looked back at.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Browser, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit } from "../support/browser.ts";
import { byIcalJs } from "../support/calendars.ts";
import { postgresForSuite } from "../support/databases.ts";
import { jpegOfPhone } from "../support/pictures.ts";
import { join, picturesAdvance, signUp } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Time to look at the page before its room opens. */
const SOON_MS = 8000;

describe("an event", () => {
  describe("on PGlite", () => suite(() => Promise.resolve({})));
  describe("on PostgreSQL", () => {
    const server = postgresForSuite();
    suite(async () => ({ DATABASE_URL: await server().createDatabase() }));
  });
});

function suite(environment: () => Promise<Record<string, string>>): void {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let noor: Visit;
  let gus: Visit;
  let path: string;
  let link: string;
  const day = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);

  before(async () => {
    [app, browser] = await Promise.all([startApp({ env: await environment() }), launchBrowser()]);
    [host, noor, gus] = await Promise.all([
      visit(browser, { timezoneId: "Europe/Berlin" }),
      visit(browser, { timezoneId: "Asia/Tokyo", viewport: PHONE }),
      visit(browser, { javaScriptEnabled: false, viewport: PHONE }),
    ]);
    for (const [{ page }, name] of [[host, "Alice"], [noor, "Noor"], [gus, "Gus"]] as const) {
      await signUp(page, app.url, name);
    }
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it("is made in its host's own time zone", async () => {
    const { page } = host;
    await page.goto(`${app.url}/events`);
    await page.getByRole("link", { name: "Make an event" }).click();
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>("#zone")?.value === "Europe/Berlin");
    await page.getByLabel("What is it?").fill("Vera turns thirty");
    await page.getByLabel("Starts").fill(`${day}T19:00`);
    await page.getByLabel("Ends (may stay empty)").fill(`${day}T23:00`);
    await page.getByLabel("Where? (may stay empty)").fill("Main street 1, Berlin");
    await page.getByLabel("What should people know?").fill("There is cake.\nBring a song.");
    const picture = { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from(jpegOfPhone(6)) };
    await page.getByLabel("Picture (may stay empty)").setInputFiles(picture);
    await page.getByText("This is how it will look.").waitFor();
    await assertSound(page, "the form that makes an event");
    await page.getByRole("button", { name: "Make the event" }).click();
    await page.getByRole("heading", { name: "Vera turns thirty" }).waitFor();
    assert.deepEqual(await shownPicture(page), [16, 24]);
    path = new URL(page.url()).pathname;
    link = await page.getByRole("textbox", { name: "Link to the event" }).inputValue();
    await assertSound(page, "an event as its host sees it");
  });

  it("is told by each reader's own clock, and answered", async () => {
    const { page } = noor;
    await page.goto(link);
    await page.getByText(/03:00|3:00/).first().waitFor();
    await page.getByRole("button", { name: "I’m coming" }).click();
    await page.getByText("1 coming").waitFor();
    assert.equal(await page.getByRole("button", { name: "I’m coming" }).getAttribute("aria-pressed"), "true");
    await assertSound(page, "an event as a guest sees it");
    await page.goto(`${app.url}/events`);
    await page.getByText("You are coming").waitFor();
    await assertSound(page, "the list of events");
  });

  it("is answered without a script, in words that say whose clock it is", async () => {
    const { page } = gus;
    await page.goto(link);
    assert.deepEqual(await shownPicture(page), [16, 24]);
    assert.match(await page.locator("main").innerText(), /Berlin time[\s\S]*There is cake/);
    await page.getByRole("button", { name: "Maybe" }).click();
    await page.getByText("1 maybe").waitFor();
    await page.getByRole("button", { name: "I can’t" }).click();
    await page.getByText("1 can’t").waitFor();
  });

  it("names to its host who comes, and is a file for calendars", async () => {
    const { page } = host;
    await page.goto(app.url + path);
    await page.getByRole("listitem").filter({ hasText: "Noor" }).waitFor();
    const file = await page.evaluate(async (at) => await (await fetch(`${at}.ics`)).text(), path);
    assert.deepEqual(byIcalJs(file).map(({ summary }) => summary), ["Vera turns thirty"]);
  });

  it("is hosted by somebody else too, who looks after it from then on", async () => {
    await host.page.getByText("Name another host").click();
    await host.page.getByLabel("Who?").selectOption({ label: "Noor" });
    await host.page.getByRole("button", { name: "Make host" }).click();
    await host.page.getByText("Host too").waitFor();
    await assertSound(host.page, "an event with two hosts");
    await noor.page.goto(link);
    await noor.page.getByRole("link", { name: "Change" }).waitFor();
  });

  it("is moved; its room opens by itself, and who comes meets there", async () => {
    const status = await host.page.evaluate(async ([at, soon]) => {
      const startsAt = new Date(Date.now() + Number(soon)).toISOString();
      const body = JSON.stringify({ startsAt, endsAt: null });
      const headers = { "Content-Type": "application/json" };
      return (await fetch(`/api/v1${at}`, { method: "PATCH", headers, body })).status;
    }, [path, SOON_MS] as const);
    assert.equal(status, 200);
    await noor.page.goto(link);
    await noor.page.getByRole("link", { name: "To the room" }).or(noor.page.getByRole("link", { name: "Come in" }))
      .click();
    await noor.page.getByRole("button", { name: "Join", exact: true }).waitFor();
    await host.page.goto(app.url + path);
    await host.page.getByRole("link", { name: "Come in" }).click();
    await Promise.all([join(host.page), join(noor.page)]);
    await Promise.all([picturesAdvance(host.page, 1), picturesAdvance(noor.page, 1)]);
    await gus.page.goto(link);
    assert.match(await gus.page.locator("main").innerText(), /Now/);
  });

  it("is over once its room has ended, and stays to be looked back at", async () => {
    const room = await host.page.evaluate(async (at) => {
      const { event } = await (await fetch(`/api/v1${at}`)).json();
      return String(event.room.id);
    }, path);
    const ended = await host.page.evaluate(
      async (id) => (await fetch(`/api/v1/rooms/${id}/end`, { method: "POST" })).status,
      room,
    );
    assert.equal(ended, 200);
    await noor.page.getByText("has ended").first().waitFor();
    await noor.page.goto(link);
    await noor.page.getByText("This event is over.").waitFor();
    await until("it is listed among the earlier ones", async () => {
      await noor.page.goto(`${app.url}/events?which=earlier`);
      return await noor.page.getByText("Vera turns thirty").count() === 1;
    });
    assert.deepEqual([host.complaints, noor.complaints, gus.complaints], [[], [], []]);
  });
}

/** Its size in pixels; none if it did not load. */
function shownPicture(page: Page): Promise<readonly number[]> {
  return page.locator("img.event-picture").evaluate((picture: HTMLImageElement) => [
    picture.naturalWidth,
    picture.naturalHeight,
  ]);
}
