/** What hosts and co-hosts do with an open room, by the JSON API and by forms without any script. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

interface RoomAnswer {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly locked: boolean;
  readonly started: boolean;
  readonly seatLimit: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly activity: { readonly emoji: string; readonly title: string };
}

type Body = Record<string, unknown>;

function roomOf(body: Body): RoomAnswer {
  return (body as unknown as { room: RoomAnswer }).room;
}

function seatOf(body: Body): { readonly id: string; readonly coHost: boolean } {
  return (body as unknown as { seat: { id: string; coHost: boolean } }).seat;
}

function codeOf(body: Body): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

function removalOf(body: Body): { readonly id: string; readonly name: string; readonly kind: string } {
  return (body as unknown as { removal: { id: string; name: string; kind: string } }).removal;
}

describe("looking after a room", () => {
  let app: RunningApp;
  let operator: HttpClient;
  let host: HttpClient;
  let mallory: HttpClient;
  let room: RoomAnswer;
  let path: string;
  before(async () => {
    app = await startApp();
    operator = await signedUp(app.url, "Olga, who came first");
    [host, mallory] = await Promise.all([signedUp(app.url, "Alice"), signedUp(app.url, "Mallory")]);
  });
  after(() => app?.stop());
  beforeEach(async () => {
    const made = await host.call("POST", "/api/v1/rooms", {
      activity: { emoji: "🎲", title: "Board games" },
      audience: { kind: "link" },
      settings: { hostStarts: false },
    });
    room = roomOf(made.body);
    path = `/api/v1/rooms/${room.id}`;
  });

  /** Comes in as a guest with cookies of their own. */
  async function guest(nickname: string): Promise<{ client: HttpClient; seat: string }> {
    const client = new HttpClient(app.url);
    await (await client.fetch(`/r/${room.code}`)).body?.cancel();
    const got = await client.call("POST", `/api/v1/links/${room.code}/seats`, { nickname });
    assert.equal(got.status, 201, JSON.stringify(got.body));
    return { client, seat: seatOf(got.body).id };
  }

  async function enters(client: HttpClient, nickname: string | null, code = room.code): Promise<unknown> {
    const got = await client.call("POST", `/api/v1/links/${code}/seats`, { nickname });
    return got.status === 201 ? "in" : codeOf(got.body);
  }

  describe("by the JSON API", () => {
    it("locks and unlocks, again and again to the same effect", async () => {
      const { client: gus } = await guest("Gus");
      for (let time = 0; time < 2; time++) {
        const locked = await host.call("POST", `${path}/lock`);
        assert.deepEqual([locked.status, roomOf(locked.body).locked], [200, true]);
      }
      assert.equal(await enters(new HttpClient(app.url), "New"), "room_locked");
      assert.equal(await enters(gus, "Gus"), "in");
      for (let time = 0; time < 2; time++) {
        const unlocked = await host.call("POST", `${path}/unlock`);
        assert.deepEqual([unlocked.status, roomOf(unlocked.body).locked], [200, false]);
      }
      assert.equal(await enters(new HttpClient(app.url), "New"), "in");
    });

    it("puts a guest out, locks, and keeps them out by seat, browser and address", async () => {
      const { client: gus, seat } = await guest("Gus");
      const { client: ann } = await guest("Ann");
      const removed = await host.call("POST", `${path}/seats/${seat}/remove`);
      assert.equal(removed.status, 200, JSON.stringify(removed.body));
      assert.equal(roomOf(removed.body).locked, true);
      const removal = removalOf(removed.body);
      assert.deepEqual([removal.name, removal.kind], ["Gus", "guest"]);
      const again = await host.call("POST", `${path}/seats/${seat}/remove`);
      assert.deepEqual([again.status, removalOf(again.body).id], [200, removal.id]);
      await host.call("POST", `${path}/unlock`);
      assert.equal(await enters(gus, "Gus"), "room_locked");
      // From the same address, as everybody in this test; but Ann has a seat of her own.
      assert.equal(await enters(new HttpClient(app.url), "Gus once more"), "room_locked");
      assert.equal(await enters(ann, "Ann"), "in");
      const list = await host.call("GET", `${path}/removals`);
      assert.deepEqual((list.body as { removals: { id: string }[] }).removals.map(({ id }) => id), [removal.id]);
      assert.equal((await host.call("POST", `${path}/removals/${removal.id}/readmit`)).status, 204);
      assert.equal((await host.call("POST", `${path}/removals/${removal.id}/readmit`)).status, 204);
      assert.equal(await enters(gus, "Gus"), "in");
    });

    it("changes several things at once, or none", async () => {
      const change = {
        activity: { emoji: "🎸", title: "Band practice" },
        settings: { chatAllowed: false, whenHostLeaves: "end" },
        seatLimit: 4,
        audience: { kind: "friends" },
      };
      for (
        const bad of [{ seatLimit: 1 }, { activity: { emoji: "x", title: "y" } }, {
          audience: { kind: "people", personIds: [] },
        }]
      ) {
        const refused = await host.call("PATCH", path, { ...change, ...bad });
        assert.equal(refused.status, 422, JSON.stringify(bad));
        assert.deepEqual(roomOf((await host.call("GET", path)).body), room);
      }
      const changed = await host.call("PATCH", path, change);
      assert.equal(changed.status, 200);
      const now = roomOf(changed.body);
      assert.deepEqual(now.activity, change.activity);
      assert.deepEqual([now.seatLimit, now.settings.chatAllowed, now.settings.guestsAllowed], [4, false, true]);
      assert.deepEqual(roomOf((await host.call("PATCH", path, {})).body), now);
    });

    it("replaces the link: who is inside stays and is led to the new one, to everybody else the old one is none", async () => {
      const { client: gus } = await guest("Gus");
      const replaced = roomOf((await host.call("POST", `${path}/link`)).body);
      assert.notEqual(replaced.code, room.code);
      const outsider = new HttpClient(app.url);
      const [old, unknown] = await Promise.all(
        [room.code, "AAAAAAAAAAAAAAAAAAAAAA"].map(async (code) => {
          const answer = await outsider.fetch(`/r/${code}`);
          return [
            answer.status,
            (await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "").replaceAll(code, ""),
          ];
        }),
      );
      assert.equal(old?.[0], 404);
      assert.deepEqual(old, unknown);
      assert.equal(await enters(outsider, "New"), "not_found");
      assert.equal(await enters(mallory, null), "not_found");
      const led = await gus.fetch(`/r/${room.code}`);
      await led.body?.cancel();
      assert.deepEqual([led.status, led.headers.get("location")], [303, `/r/${replaced.code}`]);
      assert.equal((await gus.fetch(`/r/${replaced.code}`)).status, 200);
      assert.equal(await enters(outsider, "New", replaced.code), "in");
    });

    it("gives a guest the host's rights and takes them back", async () => {
      const { client: gus, seat } = await guest("Gus");
      assert.deepEqual(codeOf((await gus.call("POST", `${path}/lock`)).body), "not_allowed");
      const named = await host.call("PUT", `${path}/seats/${seat}/co-host`);
      assert.deepEqual([named.status, seatOf(named.body).coHost], [200, true]);
      assert.equal((await gus.call("POST", `${path}/lock`)).status, 200);
      assert.equal((await gus.call("GET", `${path}/removals`)).status, 200);
      assert.deepEqual(codeOf((await gus.call("PATCH", path, { audience: { kind: "friends" } })).body), "not_allowed");
      assert.deepEqual(codeOf((await gus.call("DELETE", `${path}/seats/${seat}/co-host`)).body), "not_allowed");
      assert.equal((await host.call("DELETE", `${path}/seats/${seat}/co-host`)).status, 200);
      assert.deepEqual(codeOf((await gus.call("POST", `${path}/unlock`)).body), "not_allowed");
    });

    it("stops only what somebody sends, and asks whoever is inside to unmute", async () => {
      const { client: gus, seat } = await guest("Gus");
      // Came in by the API, so nothing is sent from there.
      for (const deed of ["mute", "stop-screen"]) {
        const got = await host.call("POST", `${path}/seats/${seat}/${deed}`);
        assert.deepEqual([got.status, codeOf(got.body)], [409, "not_sending"], deed);
        assert.deepEqual(codeOf((await host.call("POST", `${path}/seats/none/${deed}`)).body), "not_found");
        assert.deepEqual(codeOf((await gus.call("POST", `${path}/seats/${seat}/${deed}`)).body), "not_allowed");
      }
      const asked = await host.call("POST", `${path}/seats/${seat}/ask-unmute`);
      assert.deepEqual([asked.status, seatOf(asked.body).id], [200, seat]);
    });

    it("answers who has no rights as if there were no such room", async () => {
      const { seat } = await guest("Gus");
      const calls: readonly [string, string, unknown?][] = [
        ["POST", "/lock"],
        ["POST", "/unlock"],
        ["POST", "/link"],
        ["POST", "/end"],
        ["PATCH", "", { seatLimit: 3 }],
        ["POST", `/seats/${seat}/remove`],
        ["POST", `/seats/${seat}/mute`],
        ["POST", `/seats/${seat}/ask-unmute`],
        ["POST", `/seats/${seat}/stop-screen`],
        ["PUT", `/seats/${seat}/co-host`],
        ["GET", "/removals"],
        ["POST", "/removals/none/readmit"],
      ];
      for (const [method, rest, body] of calls) {
        for (const client of [mallory, new HttpClient(app.url)]) {
          const there = await client.call(method, `${path}${rest}`, body);
          const nowhere = await client.call(method, `/api/v1/rooms/none${rest}`, body);
          assert.equal(there.status, 404, `${method} ${rest}`);
          assert.deepEqual(there, nowhere);
        }
      }
    });

    it("says of an ended room that it has ended, and ends it once more", async () => {
      assert.equal((await host.call("POST", `${path}/end`)).status, 200);
      assert.equal((await host.call("POST", `${path}/end`)).status, 200);
      for (const deed of ["lock", "unlock", "link"]) {
        const got = await host.call("POST", `${path}/${deed}`);
        assert.deepEqual([got.status, codeOf(got.body)], [410, "room_ended"], deed);
      }
      const got = await host.call("PATCH", path, { seatLimit: 3 });
      assert.deepEqual([got.status, codeOf(got.body)], [410, "room_ended"]);
    });

    it("lets the operator end the room, and nothing else", async () => {
      assert.equal((await operator.call("POST", `${path}/lock`)).status, 404);
      assert.equal((await operator.call("GET", path)).status, 404);
      assert.equal((await operator.call("POST", `${path}/end`)).status, 200);
      assert.equal(roomOf((await host.call("GET", path)).body).state, "ended");
    });

    it("refuses ids and bodies that are none", async () => {
      assert.equal((await host.call("POST", `${path}/seats/%00/remove`)).status, 404);
      assert.equal((await host.call("POST", `${path}/removals/%00/readmit`)).status, 404);
      assert.equal((await host.call("POST", "/api/v1/rooms/%00/lock")).status, 404);
      for (const body of [{ seatLimit: "4" }, { settings: { colour: "red" } }, { name: "x" }, [], { seatLimit: 2.5 }]) {
        assert.equal((await host.call("PATCH", path, body)).status, 400, JSON.stringify(body));
      }
    });
  });

  describe("by forms", () => {
    it("does the same, and leads back", async () => {
      const { client: gus, seat } = await guest("Gus");
      const page = `/rooms/${room.id}`;
      async function press(deed: string, fields: Readonly<Record<string, string>> = {}): Promise<string | null> {
        const answer = await host.form(`${page}/${deed}`, fields);
        await answer.body?.cancel();
        assert.equal(answer.status, 303, deed);
        return answer.headers.get("location");
      }
      const now = async () => roomOf((await host.call("GET", path)).body);
      assert.equal(await press("lock"), page);
      assert.equal((await now()).locked, true);
      assert.equal(await press("unlock", { back: "/rooms" }), "/rooms");
      assert.equal(await press("unlock", { back: "https://evil.example/" }), "/");
      assert.equal(await press("link"), page);
      assert.notEqual((await now()).code, room.code);
      assert.equal(await press(`seats/${seat}/name-co-host`), page);
      assert.equal((await gus.call("GET", `${path}/removals`)).status, 200);
      assert.equal(await press(`seats/${seat}/unname-co-host`), page);
      assert.equal(await press(`seats/${seat}/mute`), `${page}?refused=not_sending`);
      assert.equal(await press(`seats/${seat}/stop-screen`), `${page}?refused=not_sending`);
      assert.equal(await press(`seats/${seat}/ask-unmute`), page);
      const removed = await press(`seats/${seat}/remove`);
      assert.match(removed ?? "", new RegExp(`^${page}\\?removed=[\\w-]+$`));
      assert.equal((await now()).locked, true);
      assert.equal(await press(`removals/${removed?.split("=")[1]}/readmit`), page);
      assert.equal(await press("end", { back: "/" }), "/");
      assert.equal((await now()).state, "ended");
      assert.equal(await press("lock"), `${page}?refused=room_ended`);
    });

    it("is refused to everybody else, and for what is no deed", async () => {
      const { client: gus, seat } = await guest("Gus");
      for (const [client, status] of [[mallory, 404], [gus, 403], [new HttpClient(app.url), 404]] as const) {
        for (const deed of ["lock", "link", "end", `seats/${seat}/name-co-host`]) {
          const answer = await client.form(`/rooms/${room.id}/${deed}`, {});
          await answer.body?.cancel();
          assert.equal(answer.status, status, deed);
        }
      }
      for (const deed of ["explode", `seats/${seat}/explode`]) {
        const answer = await host.form(`/rooms/${room.id}/${deed}`, {});
        await answer.body?.cancel();
        assert.equal(answer.status, 404);
      }
    });
  });
});
