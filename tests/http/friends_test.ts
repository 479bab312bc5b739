/** Friends, blocks and dimmers over HTTP: the JSON API, and the pages as a browser without a script uses them. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

interface Person {
  readonly client: HttpClient;
  readonly id: string;
  readonly email: string;
}

describe("friends over HTTP", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp({ ready: "/healthz" });
  });
  after(() => app?.stop());

  async function person(name: string): Promise<Person> {
    const client = await signedUp(app.url, name);
    const { body } = await client.call("GET", "/api/v1/me");
    return { client, id: String(body.id), email: String(body.email) };
  }

  async function page(client: HttpClient, path: string): Promise<string> {
    const response = await client.fetch(path);
    assert.equal(response.status, 200, path);
    return await response.text();
  }

  async function befriend(one: Person, other: Person): Promise<void> {
    await one.client.call("POST", "/api/v1/friends", { personId: other.id });
    assert.equal((await other.client.call("POST", `/api/v1/friends/${one.id}/accept`)).status, 200);
  }

  describe("/api/v1", () => {
    it("asks by email or id, accepts, marks, ends", async () => {
      const [alice, bob] = [await person("Alice"), await person("Bob")];
      const asked = await alice.client.call("POST", "/api/v1/friends", { email: bob.email.toUpperCase() });
      assert.deepEqual(asked, { status: 200, body: { state: "asked" } });
      const mine = (await alice.client.call("GET", "/api/v1/friends")).body;
      assert.deepEqual(mine, { friends: [], next: null, requests: { toMe: [], mine: [{ id: bob.id, name: "Bob" }] } });
      const waiting = (await bob.client.call("GET", "/api/v1/friends")).body as {
        requests: { toMe: { id: string }[] };
      };
      assert.deepEqual(waiting.requests.toMe.map(({ id }) => id), [alice.id]);
      assert.deepEqual(await bob.client.call("POST", `/api/v1/friends/${alice.id}/accept`), {
        status: 200,
        body: { state: "friends" },
      });
      const again = await alice.client.call("POST", "/api/v1/friends", { personId: bob.id });
      assert.deepEqual([again.status, codeOf(again.body)], [409, "already_friends"]);
      const marked = await alice.client.call("PATCH", `/api/v1/friends/${bob.id}`, { close: true });
      const { friend } = marked.body as { friend: Record<string, unknown> };
      assert.deepEqual({ ...friend, since: null }, {
        id: bob.id,
        name: "Bob",
        since: null,
        close: true,
        tell: false,
        dimmer: null,
      });
      assert.match(String(friend.since), /^\d{4}-\d\d-\d\dT.*Z$/);
      assert.deepEqual((await alice.client.call("GET", `/api/v1/friends/${bob.id}`)).body, marked.body);
      assert.equal((await bob.client.call("DELETE", `/api/v1/friends/${alice.id}`)).status, 200);
      assert.equal((await alice.client.call("GET", `/api/v1/friends/${bob.id}`)).status, 404);
    });

    it("answers a decline like nothing, to who asked", async () => {
      const [alice, bob] = [await person("Alice"), await person("Bob")];
      await alice.client.call("POST", "/api/v1/friends", { personId: bob.id });
      const before = await alice.client.call("GET", "/api/v1/friends");
      assert.equal((await bob.client.call("POST", `/api/v1/friends/${alice.id}/decline`)).status, 200);
      assert.deepEqual(await alice.client.call("GET", "/api/v1/friends"), before);
      assert.deepEqual(await alice.client.call("POST", "/api/v1/friends", { personId: bob.id }), {
        status: 200,
        body: { state: "asked" },
      });
      assert.equal(requestsTo((await bob.client.call("GET", "/api/v1/friends")).body), 0);
    });

    it("tells a blocked person exactly what it tells of nobody", async () => {
      const [alice, mallory] = [await person("Alice"), await person("Mallory")];
      assert.deepEqual(await alice.client.call("PUT", `/api/v1/blocks/${mallory.id}`), {
        status: 200,
        body: { blocked: true },
      });
      const answers = async (id: string, email: string) => {
        const calls: [string, string, unknown?][] = [
          ["POST", "/api/v1/friends", { personId: id }],
          ["POST", "/api/v1/friends", { email }],
          ["GET", `/api/v1/people?q=${encodeURIComponent(email)}`],
          ["GET", `/api/v1/friends/${id}`],
          ["DELETE", `/api/v1/friends/${id}`],
          ["PATCH", `/api/v1/friends/${id}`, { tell: true }],
          ["POST", `/api/v1/friends/${id}/accept`],
          ["POST", `/api/v1/friends/${id}/decline`],
          ["PUT", `/api/v1/blocks/${id}`],
          ["PUT", `/api/v1/dimmers/${id}`, {}],
          ["DELETE", `/api/v1/dimmers/${id}`],
          ["GET", "/api/v1/friends"],
          ["GET", "/api/v1/blocks"],
        ];
        const all = [];
        for (const [method, path, body] of calls) all.push(await mallory.client.call(method, path, body));
        return all;
      };
      const nobody = "0123456789abcdefghijABCDEFGHIJ01";
      assert.deepEqual(await answers(alice.id, alice.email), await answers(nobody, `${nobody}@example.org`));
      assert.deepEqual((await alice.client.call("GET", "/api/v1/blocks")).body, {
        people: [{ id: mallory.id, name: "Mallory" }],
        next: null,
      });
      await alice.client.call("DELETE", `/api/v1/blocks/${mallory.id}`);
      assert.equal((await mallory.client.call("POST", "/api/v1/friends", { personId: alice.id })).status, 200);
    });

    it("dims until a time within a day, or until it is changed", async () => {
      const [alice, bob] = [await person("Alice"), await person("Bob")];
      const path = `/api/v1/dimmers/${bob.id}`;
      const soon = new Date(Date.now() + 3_600_000).toISOString();
      assert.deepEqual(await alice.client.call("PUT", path, { until: soon }), {
        status: 200,
        body: { dimmer: { until: soon } },
      });
      assert.deepEqual((await alice.client.call("PUT", path)).body, { dimmer: { until: null } });
      for (const until of ["2020-01-01T00:00:00Z", new Date(Date.now() + 90_000_000).toISOString(), "tomorrow", 5]) {
        const refused = await alice.client.call("PUT", path, { until });
        assert.deepEqual([refused.status, codeOf(refused.body)], [400, "bad_input"], String(until));
      }
      assert.deepEqual((await alice.client.call("DELETE", path)).body, { dimmer: null });
    });

    it("finds people by name without their addresses, and only for who is signed in", async () => {
      const seeker = await person("Seeker");
      const found = await person("Quirinius Quell");
      const { status, body } = await seeker.client.call("GET", "/api/v1/people?q=quir");
      assert.deepEqual([status, body], [200, { people: [{ id: found.id, name: "Quirinius Quell", tie: "none" }] }]);
      assert.equal((await seeker.client.call("GET", "/api/v1/people?q=q")).status, 400);
      assert.equal((await seeker.client.call("GET", "/api/v1/people?q=%00%00")).status, 200);
      const stranger = new HttpClient(app.url);
      for (const path of ["people?q=quir", "friends", `friends/${found.id}`, "blocks"]) {
        assert.equal((await stranger.call("GET", `/api/v1/${path}`)).status, 401, path);
      }
    });

    it("refuses what is no call: both or neither, unknown fields, oneself, strange ids", async () => {
      const alice = await person("Alice");
      const bodies = [{}, { personId: "x", email: "y" }, { personId: 5 }, { email: "" }, { person: "x" }, []];
      for (const body of bodies) {
        assert.equal((await alice.client.call("POST", "/api/v1/friends", body)).status, 400, JSON.stringify(body));
      }
      const oneself = await alice.client.call("POST", "/api/v1/friends", { personId: alice.id });
      assert.deepEqual([oneself.status, codeOf(oneself.body)], [422, "is_oneself"]);
      assert.equal((await alice.client.call("PATCH", "/api/v1/friends/x", { since: 1 })).status, 400);
      assert.equal((await alice.client.call("PUT", "/api/v1/blocks/a%00b")).status, 404);
      assert.equal((await alice.client.call("GET", "/api/v1/friends?after=nonsense&q=%00")).status, 200);
    });

    it("describes all of it", async () => {
      const { body } = await new HttpClient(app.url).call("GET", "/api/v1/openapi.json");
      const { paths } = body as { paths: Record<string, Record<string, unknown>> };
      assert.deepEqual(Object.keys(paths["/api/v1/blocks/{personId}"] ?? {}), ["put", "delete"]);
      assert.deepEqual(Object.keys(paths["/api/v1/friends"] ?? {}), ["get", "post"]);
    });
  });

  describe("/friends", () => {
    it("sends a stranger to the sign-in page and back", async () => {
      const stranger = new HttpClient(app.url);
      const list = await stranger.fetch("/friends?q=x");
      assert.deepEqual([list.status, list.headers.get("location")], [303, "/sign-in?next=%2Ffriends%3Fq%3Dx"]);
      const deed = await stranger.form("/friends/someone/block", {});
      assert.deepEqual([deed.status, deed.headers.get("location")], [303, "/sign-in?next=%2Ffriends"]);
    });

    it("finds, asks, accepts and marks with forms alone, and leads back to where the form stood", async () => {
      const [alice, bob] = [await person("Alice Zephyr"), await person("Bob Zephyr")];
      const search = "/friends?find=bob+zeph";
      const found = await page(alice.client, search);
      assert.ok(found.includes(`action="/friends/${bob.id}/ask"`));
      assert.ok(!found.includes(bob.email), "nobody's address is shown");
      const asked = await alice.client.form(`/friends/${bob.id}/ask`, { back: search });
      assert.deepEqual([asked.status, asked.headers.get("location")], [303, search]);
      assert.match(await page(alice.client, search), /Waiting for an answer/);
      assert.match(await page(bob.client, "/friends"), /Accept Alice Zephyr/);
      await bob.client.form(`/friends/${alice.id}/accept`, {});
      for (
        const [deed, fields, shows] of [
          ["close", { on: "yes" }, /No longer mark as close/],
          ["tell", { on: "yes" }, /Do not tell me/],
          ["dim", { for: "today" }, /Sees your rooms again in 12 hours/],
          ["dim", { for: "always" }, /Does not see your rooms/],
          ["undim", {}, /Not today/],
          ["close", { on: "no" }, /Mark as close/],
        ] as const
      ) {
        assert.equal((await bob.client.form(`/friends/${alice.id}/${deed}`, fields)).status, 303, deed);
        assert.match(await page(bob.client, "/friends?q=zephyr"), shows);
      }
      assert.doesNotMatch(await page(alice.client, "/friends"), /No longer mark|again in/);
    });

    it("blocks and unblocks; who is blocked finds nobody", async () => {
      const [alice, bob] = [await person("Alice Yonder"), await person("Bob Yonder")];
      await befriend(alice, bob);
      assert.equal(
        (await alice.client.form(`/friends/${bob.id}/block`, { back: "//elsewhere.example" })).headers.get("location"),
        "/",
      );
      assert.match(await page(alice.client, "/friends/blocked"), /Unblock Bob Yonder/);
      for (const path of ["/friends", "/friends?find=yonder"]) {
        assert.doesNotMatch(await page(bob.client, path), /Alice Yonder/);
        assert.doesNotMatch(await page(alice.client, path), /Bob Yonder/);
      }
      assert.equal((await bob.client.form(`/friends/${alice.id}/ask`, {})).status, 404);
      await alice.client.form(`/friends/${bob.id}/unblock`, { back: "/friends/blocked" });
      assert.match(await page(alice.client, "/friends/blocked"), /Nobody is blocked/);
    });

    it("answers no deed that there is not, and no form from elsewhere", async () => {
      const [alice, bob] = [await person("Alice"), await person("Bob")];
      for (const deed of ["hug", "constructor", "__proto__"]) {
        assert.equal((await alice.client.form(`/friends/${bob.id}/${deed}`, {})).status, 404, deed);
      }
      assert.equal((await alice.client.form(`/friends/${bob.id}/dim`, { for: "ever" })).status, 400);
      assert.equal((await alice.client.fetch(`/friends/${bob.id}/block`)).status, 404, "a link changes nothing");
      const forged = await alice.client.fetch(`/friends/${bob.id}/block`, {
        method: "POST",
        body: new URLSearchParams(),
        headers: { Origin: "https://elsewhere.example" },
      });
      assert.equal(forged.status, 403);
      assert.match(await page(alice.client, "/friends/blocked"), /Nobody is blocked/);
    });
  });
});

function codeOf(body: Record<string, unknown>): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

function requestsTo(body: Record<string, unknown>): number {
  return (body as { requests: { toMe: unknown[] } }).requests.toMe.length;
}
