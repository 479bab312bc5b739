/** The JSON API of the running product, over HTTP. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const ACTIVITY = { emoji: "🎲", title: "Board games" };

interface RoomAnswer {
  room: { id: string; code: string; url: string; state: string };
}

function codeOf(body: Record<string, unknown>): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

describe("/api/v1", () => {
  let app: RunningApp;
  let alice: HttpClient;
  let mallory: HttpClient;
  let room: RoomAnswer["room"];

  before(async () => {
    app = await startApp();
    alice = await signedUp(app.url, "Alice");
    mallory = await signedUp(app.url, "Mallory");
  });
  after(() => app?.stop());

  it("says who one is, and to a stranger that nobody is signed in", async () => {
    const me = await alice.call("GET", "/api/v1/me");
    assert.equal(me.status, 200);
    assert.equal(me.body.name, "Alice");
    const nobody = await new HttpClient(app.url).call("GET", "/api/v1/me");
    assert.equal(nobody.status, 401);
    assert.equal(codeOf(nobody.body), "not_signed_in");
  });

  it("starts a room, shows it to its host, lists it", async () => {
    const made = await alice.call("POST", "/api/v1/rooms", {
      activity: ACTIVITY,
      audience: { kind: "link" },
      settings: { hostStarts: false },
    });
    assert.equal(made.status, 201);
    room = (made.body as unknown as RoomAnswer).room;
    assert.match(room.code, /^[\w-]{22,}$/);
    assert.equal(room.url, `${app.url}/r/${room.code}`);
    assert.equal(room.state, "open");
    const read = await alice.call("GET", `/api/v1/rooms/${room.id}`);
    assert.deepEqual(read.body, made.body);
    const list = await alice.call("GET", "/api/v1/rooms?mine");
    assert.deepEqual(
      (list.body as { rooms: { id: string; inside: number }[] }).rooms.map(({ id, inside }) => [id, inside]),
      [[
        room.id,
        0,
      ]],
    );
  });

  it("answers a stranger's look at a room exactly like one that does not exist", async () => {
    const hidden = await mallory.call("GET", `/api/v1/rooms/${room.id}`);
    const missing = await mallory.call("GET", `/api/v1/rooms/${room.id.slice(0, -1)}_`);
    assert.equal(hidden.status, 404);
    assert.deepEqual(hidden, missing);
    assert.equal((await mallory.call("POST", `/api/v1/rooms/${room.id}/end`)).status, 404);
    assert.equal((await mallory.call("GET", `/api/v1/rooms/${room.id}/seats`)).status, 404);
  });

  it("seats a guest who holds the link, the same seat when asked again", async () => {
    const guest = new HttpClient(app.url);
    const first = await guest.call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Björn" });
    assert.equal(first.status, 201);
    const again = await guest.call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Björn" });
    assert.deepEqual(
      (again.body as { seat: { id: string } }).seat.id,
      (first.body as { seat: { id: string } }).seat.id,
    );
    const seats = await alice.call("GET", `/api/v1/rooms/${room.id}/seats`);
    assert.deepEqual(
      (seats.body as { seats: { name: string; kind: string }[] }).seats.map(({ name, kind }) => ({ name, kind })),
      [
        { name: "Björn", kind: "guest" },
      ],
    );
  });

  it("gives no seat for a forged, a truncated or another room's cookie: each gets a new one", async () => {
    const guest = new HttpClient(app.url);
    await guest.call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Carla" });
    const name = guest.cookieNames()[0] ?? "";
    const token = guest.cookies.slice(name.length + 1);
    const own = (await guest.call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Carla" })).body as {
      seat: { id: string };
    };
    for (const forged of [`${token}A`, token.slice(0, -3), token.split("").reverse().join(""), "v1..", ""]) {
      const other = new HttpClient(app.url);
      other.setCookie(name, forged);
      const got = await other.call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Eve" });
      assert.equal(got.status, 201);
      assert.notEqual((got.body as { seat: { id: string } }).seat.id, own.seat.id);
    }
  });

  it("refuses bad nicknames with a code", async () => {
    for (const nickname of ["", "   ", "x".repeat(300), "a\u202Eb", "tab\u0007bell"]) {
      const got = await new HttpClient(app.url).call("POST", `/api/v1/links/${room.code}/seats`, { nickname });
      assert.equal(got.status, 422, JSON.stringify(nickname));
      assert.equal(codeOf(got.body), "bad_nickname");
    }
    const arabic = await new HttpClient(app.url).call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "حنان" });
    assert.equal(arabic.status, 201);
  });

  it("refuses bad activities, unknown fields, malformed and oversized bodies with a code", async () => {
    const cases: [unknown, number, string][] = [
      [{ activity: { emoji: "ab", title: "x" } }, 422, "bad_activity"],
      [{ activity: { emoji: "🎲🎲", title: "x" } }, 422, "bad_activity"],
      [{ activity: { emoji: "🎲", title: "x".repeat(41) } }, 422, "bad_activity"],
      [{ activity: ACTIVITY, hostId: "someone" }, 400, "bad_input"],
      [{}, 400, "bad_input"],
    ];
    for (const [body, status, code] of cases) {
      const got = await alice.call("POST", "/api/v1/rooms", body);
      assert.deepEqual([got.status, codeOf(got.body)], [status, code], JSON.stringify(body));
    }
    for (const body of ["{", "x".repeat(20_000)]) {
      const response = await alice.fetch("/api/v1/rooms", {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json" },
      });
      assert.equal(response.status, 400);
      assert.equal(codeOf(await response.json()), "bad_input");
    }
    assert.equal((await new HttpClient(app.url).call("POST", "/api/v1/rooms", { activity: ACTIVITY })).status, 401);
  });

  it("answers an unknown link and an unknown call with 404 as JSON", async () => {
    const link = await alice.call("GET", "/api/v1/links/AAAAAAAAAAAAAAAAAAAAAA");
    assert.deepEqual([link.status, codeOf(link.body)], [404, "not_found"]);
    const call = await alice.call("GET", "/api/v1/nothing/here");
    assert.deepEqual([call.status, codeOf(call.body)], [404, "not_found"]);
  });

  it("ends a room, twice alike; its link then says so and seats nobody", async () => {
    const ended = await alice.call("POST", `/api/v1/rooms/${room.id}/end`);
    assert.equal((ended.body as unknown as RoomAnswer).room.state, "ended");
    assert.deepEqual(await alice.call("POST", `/api/v1/rooms/${room.id}/end`), ended);
    const door = await new HttpClient(app.url).call("GET", `/api/v1/links/${room.code}`);
    assert.equal((door.body as { door: { state: string } }).door.state, "ended");
    const seat = await new HttpClient(app.url).call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Late" });
    assert.deepEqual([seat.status, codeOf(seat.body)], [410, "room_ended"]);
  });

  it("describes every call in OpenAPI, and the described paths exist", async () => {
    const { body } = await alice.call("GET", "/api/v1/openapi.json");
    const paths = body.paths as Record<string, Record<string, unknown>>;
    assert.equal(body.openapi, "3.1.0");
    for (
      const path of [
        "/api/v1/me",
        "/api/v1/rooms",
        "/api/v1/rooms/{id}",
        "/api/v1/rooms/{id}/end",
        "/api/v1/rooms/{id}/seats",
      ]
    ) {
      assert.ok(path in paths, path);
    }
    for (const [path, calls] of Object.entries(paths)) {
      for (const method of Object.keys(calls)) {
        const got = await new HttpClient(app.url).call(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, "nothing"));
        assert.ok(got.status !== 405, `${method} ${path}`);
      }
    }
  });
});
