/** The host's hand in real browsers: the lock, putting somebody out, a new link, the page of a room, with and without a script. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertSound } from "../support/axe.ts";
import { launchBrowser, PHONE, type Visit, visit, WIDE } from "../support/browser.ts";
import { join, othersSeats, signUp, startRoom } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

describe("the host's hand", () => {
  let app: RunningApp;
  let browser: Browser;
  let host: Visit;
  let noor: Visit;
  let cy: Visit;
  let link: string;
  /** The room's own page. */
  let hosting: Page;

  before(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
    [host, noor, cy] = await Promise.all([visit(browser), visit(browser), visit(browser)]);
    await signUp(host.page, app.url, "Alice");
    link = await startRoom(host.page, app.url);
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
  const people = (page: Page) => page.getByRole("dialog", { name: "People" });

  it("who comes before the host is told so, and comes in by itself when the host does", async () => {
    await noor.page.goto(link);
    await noor.page.getByText("Alice is not here yet").first().waitFor();
    await noor.page.getByLabel("Your name").fill("Noor");
    await button(noor.page, "Join").click();
    await noor.page.getByText("You come in as soon as the room starts").waitFor();
    await assertSound(noor.page, "waiting for the host");
    await join(host.page);
    await button(noor.page, "Leave").waitFor();
  });

  it("the host locks: everybody inside sees it, and a newcomer stands before a locked door", async () => {
    await cy.page.goto(link);
    await cy.page.getByText("The door is open").waitFor();
    await button(host.page, "Lock room").click();
    await button(host.page, "Unlock room").waitFor();
    await noor.page.locator(".call-head").getByText("The door is locked").waitFor();
    await cy.page.getByText("The door is locked").first().waitFor();
    await cy.page.getByLabel("Your name").fill("Cy");
    await button(cy.page, "Knock").click();
    await cy.page.getByText("You have knocked").waitFor();
    assert.equal((await othersSeats(noor.page)).length, 1);
    await noor.page.reload();
    await button(noor.page, "Leave").waitFor();
  });

  it("the host unlocks, and the newcomer who has knocked comes in", async () => {
    await button(host.page, "Unlock room").click();
    await button(cy.page, "Leave").waitFor();
    await until("three people", async () => (await othersSeats(host.page)).length === 2);
  });

  it("the page of the room shows who is inside as they come", async () => {
    hosting = await host.context.newPage();
    await hosting.goto(`${app.url}/rooms`);
    await hosting.getByRole("link", { name: "Coffee" }).first().click();
    await hosting.locator(".person-name").getByText("Cy").waitFor();
    await button(host.page, "Lock room").click();
    await button(hosting, "Unlock room").waitFor();
    await button(hosting, "Unlock room").click();
    await button(host.page, "Lock room").waitFor();
  });

  it("what somebody types there stays while the page changes, and so does the focus, and what they have opened", async () => {
    await hosting.getByText("Show as QR code").click();
    await hosting.getByLabel("Title").fill("Tea instead");
    await hosting.getByLabel("Seats").fill("7");
    await button(host.page, "Lock room").click();
    await button(hosting, "Unlock room").waitFor();
    assert.equal(await hosting.evaluate(() => document.activeElement?.id), "seats");
    assert.ok(await hosting.getByRole("img", { name: "QR code" }).isVisible());
    assert.equal(await hosting.getByLabel("Title").inputValue(), "Tea instead");
    assert.equal(await hosting.getByLabel("Seats").inputValue(), "7");
    await button(hosting, "Rename").click();
    await noor.page.locator(".call-title").getByText("Tea instead").waitFor();
    assert.equal(await hosting.getByLabel("Seats").inputValue(), "7");
    await button(hosting, "Unlock room").click();
    await button(hosting, "Lock room").waitFor();
  });

  it("guests are told when the room wants an account, with the way to sign in", async () => {
    const stranger = await visit(browser);
    await hosting.getByLabel("Guests may come in").uncheck();
    await button(hosting, "Save settings").click();
    await until("the settings to be saved", async () => {
      await stranger.page.goto(link);
      return await stranger.page.getByText("This room is for people with an account").count() > 0;
    });
    await assertSound(stranger.page, "the door of a room for people with an account");
    const signIn = await stranger.page.locator("main").getByRole("link", { name: "Sign in" }).getAttribute("href");
    assert.match(signIn ?? "", /^\/sign-in\?next=%2Fr%2F/);
    await stranger.context.close();
    await hosting.getByLabel("Guests may come in").check();
    await button(hosting, "Save settings").click();
  });

  it("everybody else sees who is inside, and nothing that they could do to them", async () => {
    await noor.page.getByRole("button", { name: /^People/ }).click();
    await people(noor.page).getByText("Cy", { exact: true }).waitFor();
    assert.equal(await people(noor.page).getByRole("button", { name: /Remove|Mute|co-host/ }).count(), 0);
    assert.match(
      await people(noor.page).getByRole("link", { name: "Report Cy" }).getAttribute("href") ?? "",
      /\/report\?seat=/,
    );
    await assertSound(noor.page, "the people in the call");
    await noor.page.keyboard.press("Escape");
    assert.equal(
      await button(noor.page, "Lock room").count() + await button(noor.page, "End room for everyone").count(),
      0,
    );
  });

  it("the host mutes somebody, who shows as muted to all, and asks them to unmute", async () => {
    await host.page.getByRole("button", { name: /^People/ }).click();
    await button(host.page, "Mute Noor").click();
    await people(host.page).getByText("Muted by a host").waitFor();
    await button(host.page, "Ask to unmute: Noor").click();
    await people(host.page).getByText("Asked").waitFor();
    await hosting.getByText("Muted by a host").waitFor();
    await host.page.keyboard.press("Escape");
  });

  it("the host removes somebody after being asked once: the removed one finds a polite page, the devices off", async () => {
    await host.page.getByRole("button", { name: /^People/ }).click();
    const panel = people(host.page);
    await panel.getByRole("button", { name: "Remove Cy" }).click();
    await panel.getByText("Remove Cy?").waitFor();
    await assertSound(host.page, "the question before a removal");
    await button(host.page, "Let them stay").click();
    await panel.getByRole("button", { name: "Remove Cy" }).click();
    await panel.getByRole("button", { name: "Remove Cy" }).click();
    await cy.page.getByRole("heading", { name: "You are no longer inside" }).waitFor();
    await until(
      "the devices to close",
      () =>
        cy.page.evaluate(() =>
          [...document.querySelectorAll("video")].every(({ srcObject }) =>
            !(srcObject instanceof MediaStream) ||
            srcObject.getTracks().every(({ readyState }) => readyState === "ended")
          )
        ),
    );
    const text = await cy.page.locator("main").innerText();
    assert.match(text, /The door of this room is locked/);
    assert.doesNotMatch(text, /remove|Alice|host/i);
    await assertSound(cy.page, "the page of who was put out");
    await until("one other person", async () => (await othersSeats(noor.page)).length === 1);
  });

  it("a removal cannot be told from a lock, even when the room is unlocked again", async () => {
    await button(host.page, "Unlock room").click();
    await button(host.page, "Lock room").waitFor();
    await button(cy.page, "Back to the door").click();
    await cy.page.getByText("The door is locked").first().waitFor();
    // A guest from here would be kept out, too: the address is that of who was removed.
    const newcomer = await visit(browser);
    await signUp(newcomer.page, app.url, "Dee");
    await button(host.page, "Lock room").click();
    await button(host.page, "Unlock room").waitFor();
    await newcomer.page.goto(link);
    await newcomer.page.getByText("The door is locked").first().waitFor();
    const [one, other] = await Promise.all(
      [cy.page, newcomer.page].map((page) => page.locator(".lobby-head").innerText()),
    );
    assert.equal(one, other);
    await newcomer.context.close();
  });

  it("a new link is offered right after: the old one leads nowhere, and who is inside stays", async () => {
    await host.page.getByRole("button", { name: /^People/ }).click();
    const panel = people(host.page);
    await panel.getByText("Cy was removed").waitFor();
    await button(host.page, "New link").click();
    await panel.getByText("Here is the new link").waitFor();
    await assertSound(host.page, "the new link");
    await until("the page stands at the new link", () => host.page.url() !== link && noor.page.url() !== link);
    await cy.page.reload();
    await cy.page.getByText("No door here").waitFor();
    await noor.page.reload();
    await button(noor.page, "Leave").waitFor();
  });

  it("a guest who is made a co-host has the same deeds in the call, and the room's page", async () => {
    await hosting.reload();
    await hosting.getByRole("button", { name: "Make co-host: Noor" }).click();
    await button(noor.page, "Unlock room").waitFor();
    await button(noor.page, "Unlock room").click();
    await button(hosting, "Lock room").waitFor();
    const page = await noor.context.newPage();
    await page.goto(hosting.url().split("?")[0] ?? "");
    await button(page, "Lock room").waitFor();
    assert.equal(await page.getByRole("radio", { name: /Anyone with the link/ }).count(), 0);
    await page.close();
  });

  it("the room's page is accessible, on a phone and wide, light and dark", async () => {
    for (const viewport of [PHONE, WIDE]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await hosting.setViewportSize(viewport);
        await hosting.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const where = `the room's page, ${viewport.width} px, ${colorScheme}`;
        await assertSound(hosting, where);
        await hosting.getByRole("button", { name: "Remove Noor" }).click();
        await hosting.getByRole("dialog", { name: "Remove Noor?" }).waitFor();
        await assertSound(hosting, `${where}, asked back`);
        await button(hosting, "Let them stay").click();
      }
    }
  });

  it("removed people are let back on the page", async () => {
    await hosting.getByRole("button", { name: "Let back in: Cy" }).click();
    await until("nobody to be kept out", async () => await hosting.getByText("Kept out").count() === 0);
  });

  it("without JavaScript the page does the same by its forms", async () => {
    const plain = await visit(browser, { javaScriptEnabled: false });
    await plain.context.addCookies(await host.context.cookies());
    const page = plain.page;
    await page.goto(hosting.url().split("?")[0] ?? "");
    await button(page, "Lock room").click();
    await button(page, "Unlock room").click();
    await button(page, "Lock room").waitFor();
    await page.getByLabel("Guests may come in").uncheck();
    await page.getByLabel("The room goes on").check();
    await page.getByLabel("Seats").fill("2");
    await button(page, "Save settings").click();
    assert.equal(await page.getByLabel("Guests may come in").isChecked(), false);
    assert.equal(await page.getByLabel("The room goes on").isChecked(), true);
    await page.getByText("2 of 2 seats").waitFor();
    await page.getByLabel("Emoji").fill("x");
    await button(page, "Rename").click();
    assert.equal(await page.getByLabel("Emoji").getAttribute("aria-invalid"), "true");
    assert.equal(await page.getByLabel("Emoji").inputValue(), "x");
    await page.getByRole("button", { name: "Remove Noor" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove Noor" }).click();
    await page.getByText("Noor was removed").waitFor();
    await noor.page.getByRole("heading", { name: "You are no longer inside" }).waitFor();
    await plain.context.close();
  });

  it("ended from its page, the room shows there what it was, and everybody is sent home", async () => {
    await button(hosting, "End room for everyone").click();
    await hosting.getByRole("dialog").getByRole("button", { name: "End room for everyone" }).click();
    await hosting.getByText("This room has ended").waitFor();
    await hosting.getByText("Alice ended the room").waitFor();
    await host.page.getByRole("heading", { name: "This room has ended" }).waitFor();
    await assertSound(hosting, "the page of an ended room");
    await hosting.goto(`${app.url}/rooms`);
    await hosting.getByText("Ended", { exact: true }).waitFor();
    await assertSound(hosting, "all rooms");
  });

  it("no page complained", () => {
    assert.deepEqual(host.complaints, []);
    assert.deepEqual(noor.complaints, []);
  });
});
