/** Choosing and changing whom a room is for, by the JSON API and by the pages' forms, without any script. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const ACTIVITY = { emoji: "🎲", title: "Board games" };

interface RoomReply {
  room: { id: string; code: string; audience: { kind: string }; shownToAll: boolean };
}

function codeOf(body: Record<string, unknown>): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

function roomOf(body: Record<string, unknown>): RoomReply["room"] {
  return (body as unknown as RoomReply).room;
}

describe("the audience of a room", () => {
  let app: RunningApp;
  let mara: HttpClient;
  let ann: HttpClient;
  let annId: string;
  let sol: HttpClient;
  before(async () => {
    app = await startApp();
    [mara, ann, sol] = await Promise.all(["Mara", "Ann", "Sol"].map((name) => signedUp(app.url, name))) as [
      HttpClient,
      HttpClient,
      HttpClient,
    ];
    annId = String((await ann.call("GET", "/api/v1/me")).body.id);
    const maraId = String((await mara.call("GET", "/api/v1/me")).body.id);
    assert.ok((await mara.call("POST", "/api/v1/friends", { personId: annId })).status < 300);
    assert.ok((await ann.call("POST", `/api/v1/friends/${maraId}/accept`)).status < 300);
  });
  after(() => app?.stop());

  async function text(client: HttpClient, path: string): Promise<string> {
    return await (await client.fetch(path)).text();
  }

  it("is chosen and changed by the API, and only by the host", async () => {
    const made = await mara.call("POST", "/api/v1/rooms", {
      settings: { hostStarts: false },
      activity: ACTIVITY,
      audience: { kind: "people", personIds: [annId] },
    });
    assert.equal(made.status, 201);
    const { id } = roomOf(made.body);
    const path = `/api/v1/rooms/${id}`;
    const changed = await mara.call("PATCH", path, { audience: { kind: "friends", struckIds: [], toAll: false } });
    assert.deepEqual([changed.status, roomOf(changed.body).audience.kind], [200, "friends"]);
    const opened = await mara.call("POST", `${path}/open-to-all`);
    assert.deepEqual([opened.status, roomOf(opened.body).shownToAll], [200, true]);
    for (const client of [ann, sol]) {
      assert.equal((await client.call("PATCH", path, { audience: { kind: "link" } })).status, 404);
      assert.equal((await client.call("POST", `${path}/open-to-all`)).status, 404);
    }
  });

  it("refuses what is no audience with a code", async () => {
    const cases: [unknown, number, string][] = [
      [{ kind: "people", personIds: [] }, 422, "bad_audience"],
      [{ kind: "people", personIds: ["nobody"] }, 422, "bad_audience"],
      [{ kind: "group", groupId: "none" }, 422, "bad_audience"],
      [{ kind: "everybody" }, 400, "bad_input"],
      [{ kind: "people" }, 400, "bad_input"],
      [{ kind: "link", personIds: [annId] }, 400, "bad_input"],
    ];
    for (const [audience, status, code] of cases) {
      const got = await mara.call("POST", "/api/v1/rooms", {
        activity: ACTIVITY,
        audience,
        settings: { hostStarts: false },
      });
      assert.deepEqual([got.status, codeOf(got.body)], [status, code], JSON.stringify(audience));
    }
  });

  it("is chosen on the page, which keeps what was said while one looks for friends", async () => {
    const page = await text(mara, `/rooms/new?audience=people&person=${annId}&activity=own&title=Waffles`);
    assert.match(page, new RegExp(`value="people" checked`));
    assert.match(page, new RegExp(`name="person" value="${annId}" checked`));
    assert.match(page, /value="Waffles"/);
    assert.match(page, /Visible now to Ann\./);
    const nobody = await mara.form("/rooms/new", { activity: "coffee", audience: "people" });
    assert.equal(nobody.status, 422);
    assert.match(await nobody.text(), /Please choose who the room is for/);
    const forged = await mara.form("/rooms/new", { activity: "coffee", audience: "everybody" });
    assert.equal(forged.status, 422);
    await forged.body?.cancel();
    const search = await mara.form("/rooms/new", { activity: "coffee", audience: "people", person: annId, q: "an" });
    assert.equal(search.status, 200);
    await search.body?.cancel();
    const striking = { activity: "coffee", audience: "friends", strike_q: "an" };
    const strike = await mara.form("/rooms/new", striking);
    assert.equal(strike.status, 200, "looking for somebody to leave out opens no room");
    assert.match(await strike.text(), new RegExp(`name="struck" value="${annId}"`));
    assert.equal((await mara.form("/rooms/new", { ...striking, strike_searched: "an", struck: annId })).status, 303);
    const made = await mara.form("/rooms/new", { activity: "coffee", audience: "people", person: annId });
    assert.equal(made.status, 303);
  });

  it("closes the door to those whom it is not for, who learn nothing of those inside", async () => {
    const made = await mara.form("/rooms/new", { activity: "coffee", audience: "friends", struck: "nobody" });
    const door = made.headers.get("location") ?? "";
    const stranger = await text(sol, door);
    assert.match(stranger, /Mara’s room/);
    assert.match(stranger, /for people whom Mara chose/);
    assert.match(stranger, new RegExp(`<form[^>]*action="${door}/knock"`));
    assert.doesNotMatch(stranger, /friends|inside<|people inside|person is inside/);
    assert.match(await text(ann, door), /Mara’s friends can see this room/);
    const link = await sol.call("GET", `/api/v1/links/${door.slice("/r/".length)}`);
    assert.equal((link.body as { door: { inside: unknown } }).door.inside, null);
    const refused = await sol.form(door, { nickname: "" });
    assert.equal(refused.status, 403);
    await refused.body?.cancel();
  });

  it("is shown and changed on the host's page, which is nobody else's", async () => {
    const made = await mara.call("POST", "/api/v1/rooms", { activity: ACTIVITY, settings: { hostStarts: false } });
    const { id } = roomOf(made.body);
    const path = `/rooms/${id}`;
    assert.match(await text(mara, path), /Whoever has the link can come in/);
    const changed = await mara.form(path, { audience: "friends", to_all: "yes" });
    assert.deepEqual([changed.status, changed.headers.get("location")], [303, path]);
    const page = await text(mara, path);
    assert.match(page, /Only your friends can see this room/);
    const showing = await mara.call("GET", `/api/v1${path}/showing`);
    assert.deepEqual([showing.status, showing.body], [200, { showing: { now: 1, later: [], total: 1 } }]);
    for (const client of [ann, sol]) assert.equal((await client.call("GET", `/api/v1${path}/showing`)).status, 404);
    assert.match(page, /name="to_all" value="yes" checked/);
    assert.equal((await mara.form(`${path}/open-to-all`, {})).status, 303);
    const bad = await mara.form(path, { audience: "group", group: "none" });
    assert.equal(bad.status, 422);
    await bad.body?.cancel();
    for (const client of [ann, sol, new HttpClient(app.url)]) {
      for (const got of [await client.fetch(path), await client.form(path, { audience: "link" })]) {
        assert.equal(got.status, 404);
        await got.body?.cancel();
      }
    }
  });

  it("warns of somebody blocked inside, and takes 'come in anyway'", async () => {
    const made = await mara.call("POST", "/api/v1/rooms", { activity: ACTIVITY, settings: { hostStarts: false } });
    const door = `/r/${roomOf(made.body).code}`;
    assert.equal((await sol.form(door, { nickname: "" })).status, 303);
    const solId = String((await sol.call("GET", "/api/v1/me")).body.id);
    assert.ok((await ann.call("PUT", `/api/v1/blocks/${solId}`)).status < 300);
    const warned = await ann.form(door, { nickname: "" });
    assert.equal(warned.status, 409);
    assert.match(await warned.text(), /name="anyway"/);
    assert.equal((await ann.form(door, { nickname: "", anyway: "yes" })).status, 303);
  });
});
