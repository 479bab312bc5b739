/** The page of a room for those who look after it: what it says, to whom, and its forms, all without any script. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { EventReader } from "../support/event_reader.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

interface RoomAnswer {
  readonly id: string;
  readonly code: string;
  readonly seatLimit: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly activity: { readonly title: string };
}

function roomOf(body: unknown): RoomAnswer {
  return (body as { room: RoomAnswer }).room;
}

describe("the page of a room", () => {
  let app: RunningApp;
  let host: HttpClient;
  let bob: HttpClient;
  let room: RoomAnswer;
  let path: string;
  let api: string;
  before(async () => {
    app = await startApp();
    [host, bob] = await Promise.all([signedUp(app.url, "Alice"), signedUp(app.url, "Bob")]);
  });
  after(() => app?.stop());
  beforeEach(async () => {
    const made = await host.call("POST", "/api/v1/rooms", {
      activity: { emoji: "🎲", title: "Board games" },
      settings: { hostStarts: false },
    });
    room = roomOf(made.body);
    path = `/rooms/${room.id}`;
    api = `/api/v1${path}`;
  });

  async function text(client: HttpClient, at = path, status = 200): Promise<string> {
    const answer = await client.fetch(at);
    assert.equal(answer.status, status, at);
    return await answer.text();
  }

  async function sent(client: HttpClient, fields: Readonly<Record<string, string>>): Promise<[number, string]> {
    const answer = await client.form(path, fields);
    return [answer.status, answer.headers.get("location") ?? await answer.text()];
  }

  async function now(): Promise<RoomAnswer> {
    return roomOf((await host.call("GET", api)).body);
  }

  async function seat(client: HttpClient, nickname: string | null): Promise<string> {
    await (await client.fetch(`/r/${room.code}`)).body?.cancel();
    const got = await client.call("POST", `/api/v1/links/${room.code}/seats`, { nickname });
    assert.equal(got.status, 201, JSON.stringify(got.body));
    return (got.body as { seat: { id: string } }).seat.id;
  }

  it("says who is inside and since when, and offers its host every deed", async () => {
    const id = await seat(new HttpClient(app.url), "Noor");
    const page = await text(host);
    assert.match(page, /Board games/);
    assert.match(page, /Noor[^]*Guest[^]*Came in/);
    for (
      const deed of [
        "lock",
        "link",
        "end",
        `seats/${id}/remove`,
        `seats/${id}/ask-unmute`,
        `seats/${id}/name-co-host`,
      ]
    ) {
      assert.ok(page.includes(`action="${path}/${deed}"`), deed);
    }
    assert.match(page, new RegExp(`value="${app.url}/r/${room.code}"`));
    assert.match(page, /Alice opened the room/);
  });

  it("is there for co-hosts, with and without an account, but for what is the host's own", async () => {
    const noor = new HttpClient(app.url);
    for (const [client, name] of [[noor, "Noor"], [bob, null]] as const) {
      const id = await seat(client, name);
      assert.equal((await client.fetch(path)).status, 403);
      assert.equal((await host.call("PUT", `${api}/seats/${id}/co-host`)).status, 200);
      const page = await text(client);
      assert.match(page, /Co-host[^]*You/);
      assert.ok(page.includes(`action="${path}/lock"`));
      assert.doesNotMatch(page, /name-co-host|name="audience"/);
      assert.deepEqual(await sent(client, { form: "rename", emoji: "🎸", title: `Band of ${name}` }), [303, path]);
      assert.equal((await sent(client, { audience: "friends" }))[0], 403);
    }
    assert.equal((await now()).activity.title, "Band of null");
  });

  it("is no page to anybody else", async () => {
    const stranger = new HttpClient(app.url);
    for (const client of [bob, stranger]) {
      await text(client, path, 404);
      await text(client, `${path}?before=1&removed=x&refused=room_ended`, 404);
      assert.equal((await sent(client, { form: "settings", whenHostLeaves: "lock", seats: "5" }))[0], 404);
      assert.equal((await client.fetch(`${api}/stream`)).status, 404);
    }
    await text(host, "/rooms/none", 404);
    await text(host, "/rooms/%00", 404);
  });

  it("changes the settings, and keeps what was typed beside the reason where it cannot", async () => {
    const settings = { form: "settings", hostStarts: "yes", whenHostLeaves: "end", selfUnmute: "yes" };
    assert.deepEqual(await sent(host, { ...settings, seats: "5" }), [303, path]);
    const { seatLimit, settings: after } = await now();
    assert.deepEqual([seatLimit, after], [5, {
      hostStarts: true,
      whenHostLeaves: "end",
      guestsAllowed: false,
      chatAllowed: false,
      selfUnmute: true,
      lockAfterRemoval: false,
    }]);
    for (const seats of ["500", "1", "", "many"]) {
      const [status, page] = await sent(host, { ...settings, whenHostLeaves: "go_on", chatAllowed: "yes", seats });
      assert.equal(status, 422);
      assert.match(page, /A room has 2 to 50 seats/);
      if (seats !== "") assert.match(page, new RegExp(`value="${seats}"[^>]*id="seats"`));
      assert.match(page, /value="go_on" checked/);
      assert.match(page, /name="chatAllowed"[^>]* checked/);
    }
    assert.equal((await sent(host, { ...settings, whenHostLeaves: "panic", seats: "5" }))[0], 422);
    assert.deepEqual((await now()).settings, after);
  });

  it("begins with what the form that started the room said, or with what is sensible", async () => {
    async function started(fields: Readonly<Record<string, string>>): Promise<RoomAnswer> {
      const answer = await host.form("/rooms/new", { activity: "coffee", ...fields });
      await answer.body?.cancel();
      assert.equal(answer.status, 303);
      const { rooms } = (await host.call("GET", "/api/v1/rooms")).body as unknown as { rooms: RoomAnswer[] };
      return rooms[0] ?? assert.fail("no room");
    }
    const sensible = await started({});
    assert.deepEqual([sensible.seatLimit, sensible.settings.hostStarts, sensible.settings.whenHostLeaves], [
      16,
      true,
      "lock",
    ]);
    const options = { whenHostLeaves: "end", chatAllowed: "yes", seats: "3" };
    const set = await started({ ...options, group_whenHostLeaves: "go_on", group_seats: "9" });
    assert.deepEqual([set.seatLimit, set.settings.hostStarts, set.settings.whenHostLeaves, set.settings.chatAllowed], [
      3,
      false,
      "end",
      true,
    ]);
    const { group } = (await host.call("POST", "/api/v1/groups", { name: "Choir" })).body as unknown as {
      group: { id: string };
    };
    const ofGroup = await started({ audience: "group", group: group.id, ...options, seats: "many" });
    assert.deepEqual([ofGroup.seatLimit, ofGroup.settings.whenHostLeaves], [16, "go_on"]);
    const refused = await host.form("/rooms/new", { activity: "coffee", ...options, seats: "51" });
    assert.equal(refused.status, 422);
    const page = await refused.text();
    assert.match(page, /<details class="options" id="options" open>/);
    assert.match(page, /A room has 2 to 50 seats/);
    assert.match(page, /value="51"[^>]*id="seats"/);
    assert.match(page, /name="whenHostLeaves" value="end" checked/);
  });

  it("renames the room, and keeps what was typed where it cannot", async () => {
    assert.deepEqual(await sent(host, { form: "rename", emoji: "🎸", title: "Band" }), [303, path]);
    const [status, page] = await sent(host, { form: "rename", emoji: "🎸", title: "B".repeat(41) });
    assert.equal(status, 422);
    assert.match(page, new RegExp(`value="${"B".repeat(41)}"`));
    assert.match(page, /up to 40 characters/);
    assert.equal((await sent(host, { form: "rename" }))[0], 422);
    assert.equal((await now()).activity.title, "Band");
  });

  it("offers a new link to whoever has put somebody out, and letting them back", async () => {
    const id = await seat(new HttpClient(app.url), `<b>Noor</b>`);
    const answer = await host.form(`${path}/seats/${id}/remove`, {});
    const back = answer.headers.get("location") ?? "";
    const page = await text(host, back);
    assert.match(page, /&lt;b>Noor&lt;\/b> was removed/);
    assert.match(page, /The room is locked now/);
    assert.equal(page.split(`action="${path}/link"`).length, 2);
    assert.match(page, /removals\/[\w-]+\/readmit/);
    assert.doesNotMatch(await text(host), /was removed</);
    assert.doesNotMatch(await text(host, `${path}?removed=none`), /was removed</);
  });

  it("says above all forms why a deed was not done", async () => {
    assert.match(await text(host, `${path}?refused=room_ended`), /role="alert"[^]*This room has ended/);
    assert.doesNotMatch(await text(host, `${path}?refused=nonsense`), /role="alert"/);
  });

  it("shows what an ended room was, and what happened in it", async () => {
    await host.call("POST", `${api}/lock`);
    await host.call("POST", `${api}/end`);
    const page = await text(host);
    assert.match(page, /Board games/);
    assert.match(page, /has ended/);
    assert.match(page, /Alice ended the room[^]*Alice locked the room[^]*Alice opened the room/);
    assert.doesNotMatch(page, new RegExp(`action="${path}|/r/${room.code}`));
    const [status, refused] = await sent(host, { form: "rename", emoji: "🎸", title: "Band" });
    assert.equal(status, 410);
    assert.match(refused, /role="alert"[^]*This room has ended/);
  });

  it("turns the pages of a long history", async () => {
    for (let times = 0; times < 13; times++) {
      await host.call("POST", `${api}/lock`);
      await host.call("POST", `${api}/unlock`);
    }
    const newest = await text(host);
    assert.doesNotMatch(newest, /opened the room/);
    const older = /href="([^"]*before=\d+)#history"/.exec(newest)?.[1] ?? "";
    assert.match(await text(host, older), /opened the room/);
  });

  it("tells by server-sent events that it has changed", async () => {
    const answer = await host.fetch(`${api}/stream`);
    assert.match(answer.headers.get("content-type") ?? "", /^text\/event-stream/);
    assert.ok(answer.body);
    const reader = new EventReader(answer.body);
    await host.call("POST", `${api}/lock`);
    assert.equal((await reader.next()).event, "changed");
    await reader.close();
  });
});
