/** The tray of the running product, over HTTP: as JSON and as a stream. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { EventReader } from "../support/event_reader.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const ACTIVITY = { emoji: "☕", title: "Coffee" };

interface TrayAnswer {
  readonly rooms: readonly Record<string, unknown>[];
}

describe("the tray", () => {
  let app: RunningApp;
  let alice: HttpClient;
  let bob: HttpClient;
  let mallory: HttpClient;

  before(async () => {
    app = await startApp();
    alice = await signedUp(app.url, "Alice");
    bob = await signedUp(app.url, "Bob");
    mallory = await signedUp(app.url, "Mallory");
    const [alicesId, bobsId] = [await idOf(alice), await idOf(bob)];
    await alice.call("POST", "/api/v1/friends", { personId: bobsId });
    assert.equal((await bob.call("POST", `/api/v1/friends/${alicesId}/accept`)).status, 200);
  });
  after(() => app?.stop());

  async function idOf(client: HttpClient): Promise<string> {
    return String((await client.call("GET", "/api/v1/me")).body.id);
  }

  async function roomFor(audience: unknown): Promise<{ id: string; code: string }> {
    const { status, body } = await alice.call("POST", "/api/v1/rooms", {
      activity: ACTIVITY,
      audience,
      settings: { hostStarts: false },
    });
    assert.equal(status, 201);
    return (body as { room: { id: string; code: string } }).room;
  }

  async function trayOf(client: HttpClient): Promise<TrayAnswer["rooms"]> {
    const { status, body } = await client.call("GET", "/api/v1/tray");
    assert.equal(status, 200);
    return (body as unknown as TrayAnswer).rooms;
  }

  it("is for people who are signed in", async () => {
    for (const path of ["/api/v1/tray", "/api/v1/tray/stream"]) {
      const answer = await new HttpClient(app.url).call("GET", path);
      assert.equal(answer.status, 401, path);
      assert.equal((answer.body as { error: { code: string } }).error.code, "not_signed_in");
    }
  });

  it("shows a friend's room to the friend, and to nobody else; none that has only a link", async () => {
    await roomFor({ kind: "link" });
    const { id, code } = await roomFor({ kind: "friends" });
    const rooms = await trayOf(bob);
    const since = rooms[0]?.since;
    assert.match(String(since), /^\d{4}-.*Z$/);
    assert.deepEqual(rooms, [{
      id,
      code,
      url: `${app.url}/r/${code}`,
      activity: ACTIVITY,
      host: { id: await idOf(alice), name: "Alice" },
      inside: [],
      since,
      talking: false,
      because: { kind: "friends" },
    }]);
    assert.deepEqual(await trayOf(alice), []);
    assert.deepEqual(await trayOf(mallory), []);
    await alice.call("POST", `/api/v1/rooms/${id}/end`);
    assert.deepEqual(await trayOf(bob), []);
  });

  it("comes as a stream that nothing on the way holds back, and goes on after a cut", async () => {
    const response = await bob.fetch("/api/v1/tray/stream", {
      headers: { Accept: "text/event-stream", "Accept-Encoding": "gzip, br" },
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
    assert.match(response.headers.get("cache-control") ?? "", /no-store/);
    assert.equal(response.headers.get("x-accel-buffering"), "no");
    assert.equal(response.headers.get("content-encoding"), null);
    const stream = readerOf(response);
    assert.equal((await stream.next()).event, "tray");
    const { id } = await roomFor({ kind: "friends" });
    const opened = await stream.next();
    assert.deepEqual([opened.event, (opened.data as { id: string }).id], ["room", id]);
    await stream.close();

    for (
      const again of [
        await bob.fetch(`/api/v1/tray/stream?last=${opened.id}`),
        await bob.fetch("/api/v1/tray/stream", { headers: { "Last-Event-ID": opened.id } }),
      ]
    ) {
      const resumed = readerOf(again);
      await until("the stream to go on", () => resumed.comments === 1);
      assert.equal(resumed.events.length, 0);
      await resumed.close();
    }
    await alice.call("POST", `/api/v1/rooms/${id}/end`);
  });

  it("ends its stream where somebody signs out, also for a tab that comes back with the cookies of before", async () => {
    const cleo = await signedUp(app.url, "Cleo");
    const stream = readerOf(await cleo.fetch("/api/v1/tray/stream"));
    await stream.next();
    const bobs = readerOf(await bob.fetch("/api/v1/tray/stream"));
    await bobs.next();
    const before = { headers: { Cookie: cleo.cookies } };
    assert.equal((await cleo.form("/sign-out", {})).status, 303);
    await until("the stream to end", () => stream.ended);
    const again = await fetch(`${app.url}/api/v1/tray/stream`, before);
    assert.equal(again.status, 401);
    await again.body?.cancel();
    assert.equal(bobs.ended, false);
    await bobs.close();
  });

  it("stands on the home page without JavaScript, with the reason and the way in", async () => {
    const { id, code } = await roomFor({ kind: "friends" });
    const page = await (await bob.fetch("/")).text();
    assert.match(page, /You see this because you and Alice are friends\./);
    assert.match(page, new RegExp(`href="/r/${code}#drop-in"`));
    assert.doesNotMatch(await (await mallory.fetch("/")).text(), /Drop in/);
    await alice.call("POST", `/api/v1/rooms/${id}/end`);
    assert.match(await (await bob.fetch("/")).text(), /No door is ajar right now/);
  });

  it("counts notices that are not read in the navigation", async () => {
    const [page] = (await (await bob.fetch("/friends")).text()).match(/<nav[\s\S]*<\/nav>/) ?? [""];
    assert.match(page, /\d unread/);
    assert.match(page, /<a class="nav-link" href="\/friends" aria-current="page"/);
  });
});

function readerOf(response: Response): EventReader {
  assert.ok(response.body);
  return new EventReader(response.body);
}
