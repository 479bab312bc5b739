/**
 * Whom a room is hidden from gets the very answer that anybody gets for a room that does not exist: status, headers and body,
 * on every road to a room.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { SignalClient } from "../support/signal_client.ts";

const FORM = "application/x-www-form-urlencoded";
/** Different for every answer, whatever is asked for. */
const OF_THE_REQUEST = new Set(["date", "x-request-id"]);

interface Room {
  readonly id: string;
  readonly code: string;
}

interface Road {
  readonly method: string;
  readonly path: (room: Room) => string;
  /** The room's names stand in it as ID and CODE. */
  readonly body?: { readonly type: string; readonly text: string };
}

const ROADS: readonly Road[] = [
  { method: "GET", path: ({ code }) => `/r/${code}` },
  { method: "POST", path: ({ code }) => `/r/${code}`, body: { type: FORM, text: "nickname=" } },
  { method: "POST", path: ({ code }) => `/r/${code}`, body: { type: FORM, text: "nickname=Ann&anyway=yes" } },
  { method: "GET", path: ({ code }) => `/api/v1/links/${code}` },
  { method: "POST", path: ({ code }) => `/api/v1/links/${code}/seats`, body: json({}) },
  { method: "POST", path: ({ code }) => `/api/v1/links/${code}/seats`, body: json({ anyway: true }) },
  { method: "GET", path: ({ id }) => `/rooms/${id}` },
  { method: "POST", path: ({ id }) => `/rooms/${id}`, body: { type: FORM, text: "audience=link" } },
  { method: "POST", path: ({ id }) => `/rooms/${id}/open-to-all`, body: { type: FORM, text: "" } },
  { method: "GET", path: ({ id }) => `/api/v1/rooms/${id}` },
  { method: "PATCH", path: ({ id }) => `/api/v1/rooms/${id}`, body: json({ audience: { kind: "link" } }) },
  { method: "GET", path: ({ id }) => `/api/v1/rooms/${id}/seats` },
  { method: "GET", path: ({ id }) => `/api/v1/rooms/${id}/showing` },
  { method: "POST", path: ({ id }) => `/api/v1/rooms/${id}/open-to-all`, body: json({}) },
  { method: "POST", path: ({ id }) => `/api/v1/rooms/${id}/end`, body: json({}) },
  { method: "GET", path: ({ id }) => `/api/v1/rooms/${id}/invitations` },
  { method: "POST", path: ({ id }) => `/api/v1/rooms/${id}/invitations`, body: json({ emails: ["a@example.org"] }) },
  { method: "POST", path: ({ id }) => `/api/v1/rooms/${id}/invitations/links`, body: json({}) },
  { method: "DELETE", path: ({ id }) => `/api/v1/rooms/${id}/invitations/none` },
  { method: "POST", path: ({ id }) => `/rooms/${id}/invitations/none/revoke`, body: { type: FORM, text: "" } },
  { method: "GET", path: ({ code }) => `/r/${code}/report` },
  { method: "POST", path: ({ code }) => `/r/${code}/report`, body: { type: FORM, text: "reason=spam" } },
  { method: "GET", path: ({ id }) => `/rooms/${id}/report?sent=yes` },
  { method: "POST", path: ({ id }) => `/rooms/${id}/report`, body: { type: FORM, text: "reason=none" } },
  { method: "POST", path: () => "/api/v1/reports", body: json({ roomId: "ID", reason: "spam" }) },
  { method: "POST", path: () => "/api/v1/reports", body: json({ code: "CODE", reason: "none" }) },
];

function json(body: unknown): NonNullable<Road["body"]> {
  return { type: "application/json", text: JSON.stringify(body) };
}

describe("a hidden room, over HTTP", () => {
  let app: RunningApp;
  let host: HttpClient;
  let ann: HttpClient;
  let [hostId, annId] = ["", ""];
  before(async () => {
    app = await startApp();
    [host, ann] = [await signedUp(app.url, "Mara"), await signedUp(app.url, "Ann")];
    [hostId, annId] = [await idOf(host), await idOf(ann)];
    await host.call("POST", "/api/v1/friends", { personId: annId });
    assert.equal((await ann.call("POST", `/api/v1/friends/${hostId}/accept`)).status, 200);
  });
  after(() => app?.stop());

  async function idOf(client: HttpClient): Promise<string> {
    return String((await client.call("GET", "/api/v1/me")).body.id);
  }

  async function open(audience: unknown): Promise<Room> {
    const activity = { emoji: "☕", title: "Coffee" };
    const { status, body } = await host.call("POST", "/api/v1/rooms", { activity, audience });
    assert.equal(status, 201);
    return (body as { room: Room }).room;
  }

  /** Everything about an answer but what belongs to the request, and the room's own names. */
  async function answer({ method, path, body }: Road, room: Room): Promise<unknown> {
    const response = await ann.fetch(path(room), {
      method,
      headers: { Origin: new URL(app.url).origin, ...(body === undefined ? {} : { "Content-Type": body.type }) },
      ...(body === undefined ? {} : { body: body.text.replaceAll("CODE", room.code).replaceAll("ID", room.id) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: [...response.headers].filter(([name]) => !OF_THE_REQUEST.has(name)),
      body: text.replaceAll(room.code, "CODE").replaceAll(room.id, "ID").replaceAll(/nonce="\w+"/g, "nonce"),
    };
  }

  async function hello(room: Room): Promise<unknown> {
    await using socket = await SignalClient.open(`${app.url.replace("http", "ws")}/signal`, {
      cookie: ann.cookies,
      origin: new URL(app.url).origin,
    });
    socket.send({ type: "hello", version: PROTOCOL_VERSION, code: room.code });
    const refused = await socket.next("refused");
    const { code, reason } = await socket.closed;
    return { refused, code, reason };
  }

  function nothing(): Room {
    return {
      id: crypto.randomUUID(),
      code: crypto.getRandomValues(new Uint8Array(18)).toBase64({ alphabet: "base64url" }),
    };
  }

  async function looksLikeNothing(room: Room): Promise<void> {
    const none = nothing();
    for (const road of ROADS) {
      assert.deepEqual(await answer(road, room), await answer(road, none), `${road.method} ${road.path(room)}`);
    }
    assert.deepEqual(await hello(room), await hello(none));
    assert.deepEqual((await ann.call("GET", "/api/v1/tray")).body, { rooms: [] });
    const home = await (await ann.fetch("/")).text();
    for (const trace of [room.id, room.code, "Coffee"]) assert.ok(!home.includes(trace), trace);
  }

  const AUDIENCES = {
    "the link": () => ({ kind: "link" }),
    "friends": () => ({ kind: "friends" }),
    "chosen friends": () => ({ kind: "people", personIds: [annId] }),
  };
  for (const [who, audience] of Object.entries(AUDIENCES)) {
    it(`is for whom the host dims like none: one for ${who}`, async () => {
      const room = await open(audience());
      assert.equal((await ann.call("GET", `/api/v1/links/${room.code}`)).status, 200);
      assert.ok((await host.call("PUT", `/api/v1/dimmers/${annId}`, {})).status < 300);
      await looksLikeNothing(room);
      assert.ok((await host.call("DELETE", `/api/v1/dimmers/${annId}`)).status < 300);
      assert.equal((await ann.call("GET", `/api/v1/links/${room.code}`)).status, 200, "the link was never the reason");
      await host.call("POST", `/api/v1/rooms/${room.id}/end`);
    });
  }

  it("is for whom the host struck out like none", async () => {
    await looksLikeNothing(await open({ kind: "friends", struckIds: [annId] }));
  });

  it("is for who blocked the host, or was blocked, like none", async () => {
    const room = await open({ kind: "link" });
    await ann.call("PUT", `/api/v1/blocks/${hostId}`);
    await looksLikeNothing(room);
    await ann.call("DELETE", `/api/v1/blocks/${hostId}`);
    await host.call("PUT", `/api/v1/blocks/${annId}`);
    await looksLikeNothing(room);
  });
});
