import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import postgres from "postgres";
import { launchBrowser, type Visit, visit } from "../support/browser.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { join, picturesAdvance, signUp } from "../support/room_page.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

/** So many that not all of them are close: `planRings` treats eight or fewer alike. */
const OTHER_FRIENDS = 12;
const SEEN_WITHIN_MS = 1000;

interface Somebody extends Visit {
  readonly id: string;
}

interface OtherSite {
  readonly server: Deno.HttpServer;
  /** The address of a page of that site with that link. */
  linkTo(address: string): string;
}

/** It tells where it sends people, as openly as a site can. */
function openOtherSite(): OtherSite {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const to = new URL(request.url).searchParams.get("to") ?? "";
    const headers = { "Content-Type": "text/html", "Referrer-Policy": "unsafe-url" };
    return new Response(
      `<!doctype html><title>Other</title><link rel="icon" href="data:,"><a href="${to}">Free cake</a>`,
      { headers },
    );
  });
  return { server, linkTo: (address) => `http://127.0.0.1:${server.addr.port}/?to=${encodeURIComponent(address)}` };
}

describe("a room for friends, in browsers", () => {
  let server: PostgresServer;
  let sql: postgres.Sql;
  let app: RunningApp;
  let browser: Browser;
  let elsewhere: OtherSite;
  before(async () => {
    server = await startPostgres();
    elsewhere = openOtherSite();
    const url = await server.createDatabase();
    sql = postgres(url, { onnotice: () => {} });
    [app, browser] = await Promise.all([startApp({ env: { DATABASE_URL: url } }), launchBrowser()]);
  });
  after(async () => {
    await browser.close();
    await elsewhere.server.shutdown();
    await app.stop();
    await sql.end();
    await server[Symbol.asyncDispose]();
  });

  async function somebody(name: string): Promise<Somebody> {
    const seen = await visit(browser);
    await signUp(seen.page, app.url, name);
    const { id } = await api(seen.page, "GET", "/api/v1/me");
    return { ...seen, id: String(id) };
  }

  /** As the page itself would ask. */
  function api(page: Page, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    return page.evaluate(async ({ method, path, body }) => {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return answer.status === 204 ? {} : await answer.json();
    }, { method, path, body });
  }

  async function befriend(one: string, other: string, daysAgo: number): Promise<void> {
    for (const [person, friend] of [[one, other], [other, one]]) {
      await sql`insert into friendship (person_id, friend_id, since)
        values (${person ?? ""}, ${friend ?? ""}, now() - make_interval(days => ${daysAgo}))`;
    }
  }

  async function addOtherFriends(host: string): Promise<void> {
    for (let each = 0; each < OTHER_FRIENDS; each++) {
      const id = `other-${each}`;
      await sql`insert into person (id, name, email, email_verified, created_at, updated_at)
        values (${id}, ${`Other ${each}`}, ${`${id}@example.org`}, false, now(), now())`;
      await befriend(host, id, each + 1);
    }
  }

  function card(page: Page) {
    return page.locator(".tray-room");
  }

  async function tray(page: Page): Promise<number> {
    const { rooms } = await api(page, "GET", "/api/v1/tray");
    return Array.isArray(rooms) ? rooms.length : -1;
  }

  it("is seen by a close friend at once, by others when it widens, and never by who is blocked or a stranger", async () => {
    const alice = await somebody("Alice");
    const [cleo, second, blocked, stranger] = [
      await somebody("Cleo"),
      await somebody("Sid"),
      await somebody("Bad"),
      await somebody("Stan"),
    ];
    await addOtherFriends(alice.id);
    for (const friend of [cleo, second, blocked]) await befriend(alice.id, friend.id, 100);
    await sql`insert into tie_mark (person_id, other_id, close) values (${alice.id}, ${cleo.id}, true)`;
    await api(alice.page, "PUT", `/api/v1/blocks/${blocked.id}`);
    for (const { page } of [cleo, second, blocked, stranger]) await page.goto(app.url);

    await alice.page.goto(`${app.url}/rooms/new`);
    await alice.page.getByRole("radio").first().check({ force: true });
    await alice.page.getByRole("radio", { name: "My friends" }).check({ force: true });
    await alice.page.getByRole("button", { name: "Start a room" }).click();
    await alice.page.waitForURL(/\/r\/[\w-]{22,}$/);
    const link = alice.page.url();
    await card(cleo.page).waitFor({ timeout: SEEN_WITHIN_MS });
    assert.match(await card(cleo.page).innerText(), /Alice/);
    assert.equal(await tray(second.page), 0);

    await alice.page.getByText(/^Your 5 closest friends see this room, 9 more from \d/).waitFor();

    await sql`update room set shown_since = shown_since - interval '5 minutes'`;
    await join(alice.page);
    await alice.page.getByText("14 friends can see this room and come in.").waitFor();
    await card(second.page).waitFor();
    assert.equal(await tray(second.page), 1);

    await cleo.page.getByRole("link", { name: /Drop in/ }).click();
    await cleo.page.getByRole("button", { name: "Leave" }).waitFor();
    assert.equal(cleo.page.url(), link, "the address leads to the lobby again");
    await picturesAdvance(cleo.page, 1);
    await picturesAdvance(alice.page, 1);
    await until("the others see her inside", async () => /Cleo/.test(await card(second.page).innerText()));

    for (const { page } of [blocked, stranger]) {
      assert.equal(await tray(page), 0);
      assert.equal(await card(page).count(), 0);
    }
    assert.equal((await blocked.page.goto(link))?.status(), 404);

    const lobby = () => second.page.getByRole("button", { name: "Join", exact: true });
    await second.page.goto(elsewhere.linkTo(`${link}#drop-in`));
    await second.page.getByRole("link").click();
    await second.page.getByText("You come in with picture and sound").waitFor();
    assert.ok(await lobby().isEnabled(), "another site's link lets nobody in unasked");
    assert.equal(second.page.url(), link);
    await second.page.goto(app.url);
    await second.page.getByRole("link", { name: /Drop in/ }).click();
    await second.page.getByRole("button", { name: "Leave" }).click();
    await second.page.getByRole("button", { name: "Join again" }).waitFor();
    await second.page.reload();
    await second.page.getByText("You come in with picture and sound").waitFor();
    assert.ok(await lobby().isEnabled(), "a reload lets nobody in again");
    await second.page.getByText("Only Alice’s friends can see this room and come in.").waitFor();
    const [open] = await sql`select id from room`;
    await api(alice.page, "PATCH", `/api/v1/rooms/${open?.id}`, { audience: { kind: "link" } });
    for (const { page } of [alice, cleo, second]) {
      await page.getByText("Whoever has the link can come in. The room is listed nowhere.").waitFor();
    }
    assert.ok(await lobby().isEnabled());
    assert.deepEqual((await sql`select count(*)::int as inside from seat where left_at is null`)[0], { inside: 2 });
    assert.deepEqual([alice, cleo, second].flatMap(({ complaints }) => complaints), []);
  });
});
