/** Groups over HTTP: the JSON API, and the pages as a browser without a script uses them. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

interface GroupBody {
  group: { id: string; name: string; url: string; memberCount: number; role: string; joining: string };
  members: { id: string; name: string; role: string }[];
  requests: { id: string; name: string }[];
}

function codeOf(body: Record<string, unknown>): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

describe("groups", () => {
  let app: RunningApp;
  let alice: HttpClient;
  let bob: HttpClient;
  let mallory: HttpClient;
  before(async () => {
    app = await startApp();
    alice = await signedUp(app.url, "Alice");
    bob = await signedUp(app.url, "Bob");
    mallory = await signedUp(app.url, "Mallory");
  });
  after(() => app?.stop());

  async function found(joining: "link" | "approval" = "link"): Promise<{ id: string; path: string; link: string }> {
    const { status, body } = await alice.call("POST", "/api/v1/groups", { name: "Chess", joining });
    assert.equal(status, 201);
    const { group } = body as unknown as GroupBody;
    return { id: group.id, path: `/groups/${group.id}`, link: new URL(group.url).pathname };
  }

  async function read(client: HttpClient, id: string): Promise<GroupBody> {
    const { status, body } = await client.call("GET", `/api/v1/groups/${id}`);
    assert.equal(status, 200);
    return body as unknown as GroupBody;
  }

  async function idOf(client: HttpClient): Promise<string> {
    return String((await client.call("GET", "/api/v1/me")).body.id);
  }

  async function html(client: HttpClient, path: string): Promise<string> {
    const response = await client.fetch(path);
    assert.equal(response.status, 200, path);
    return await response.text();
  }

  async function post(
    client: HttpClient,
    path: string,
    fields: Record<string, string> = {},
  ): Promise<[number, string]> {
    const response = await client.form(path, fields);
    await response.body?.cancel();
    return [response.status, response.headers.get("location") ?? ""];
  }

  describe("in the JSON API", () => {
    it("are founded, listed, read, edited and deleted", async () => {
      const { id } = await found();
      const list = await alice.call("GET", "/api/v1/groups?q=che");
      const { groups } = list.body as { groups: unknown[] };
      assert.ok(groups.some((each) => (each as { id: string }).id === id));
      const before = await read(alice, id);
      assert.deepEqual([before.group.role, before.group.memberCount, before.members[0]?.name], ["admin", 1, "Alice"]);
      const edited = await alice.call("PATCH", `/api/v1/groups/${id}`, { name: "Go" });
      assert.equal((edited.body as unknown as GroupBody).group.name, "Go");
      const relinked = await alice.call("POST", `/api/v1/groups/${id}/link`);
      assert.notEqual((relinked.body as unknown as GroupBody).group.url, before.group.url);
      assert.equal((await alice.call("DELETE", `/api/v1/groups/${id}`)).status, 204);
      assert.equal((await alice.call("GET", `/api/v1/groups/${id}`)).status, 404);
    });

    it("answer strangers exactly as if there were none, on every call", async () => {
      const { id } = await found();
      const missing = crypto.randomUUID();
      const person = await idOf(bob);
      const calls: [string, string, unknown?][] = [
        ["GET", ""],
        ["PATCH", "", { name: "x" }],
        ["DELETE", ""],
        ["POST", "/link"],
        ["POST", "/members", { personId: person }],
        ["PATCH", `/members/${person}`, { role: "admin" }],
        ["DELETE", `/members/${person}`],
        ["POST", `/requests/${person}/accept`],
        ["POST", `/requests/${person}/decline`],
      ];
      for (const [method, path, body] of calls) {
        const hidden = await mallory.call(method, `/api/v1/groups/${id}${path}`, body);
        const none = await mallory.call(method, `/api/v1/groups/${missing}${path}`, body);
        assert.equal(hidden.status, 404, `${method} ${path}`);
        assert.deepEqual(hidden, none);
        const nobody = await new HttpClient(app.url).call(method, `/api/v1/groups/${id}${path}`, body);
        assert.deepEqual([nobody.status, codeOf(nobody.body)], [401, "not_signed_in"], `${method} ${path}`);
      }
    });

    it("refuse what is malformed with a code", async () => {
      const { id } = await found();
      const cases: [string, string, unknown, number, string][] = [
        ["POST", "", { name: "" }, 422, "bad_group"],
        ["POST", "", { name: "x".repeat(61) }, 422, "bad_group"],
        ["POST", "", { name: "a\u202Eb" }, 422, "bad_group"],
        ["POST", "", { name: "x", description: "x".repeat(501) }, 422, "bad_group"],
        ["POST", "", { name: "x", joining: "everybody" }, 400, "bad_input"],
        ["POST", "", { name: "x", ownerId: "me" }, 400, "bad_input"],
        ["POST", "", {}, 400, "bad_input"],
        ["POST", `/${id}/members`, {}, 400, "bad_input"],
        ["PATCH", `/${id}/members/x`, { role: "king" }, 400, "bad_input"],
        ["PATCH", `/${id}`, { name: " " }, 422, "bad_group"],
      ];
      for (const [method, path, body, status, code] of cases) {
        const got = await alice.call(method, `/api/v1/groups${path}`, body);
        assert.deepEqual([got.status, codeOf(got.body)], [status, code], JSON.stringify(body));
      }
      assert.equal((await alice.call("GET", "/api/v1/groups/%00")).status, 404);
      assert.equal((await alice.call("GET", `/api/v1/groups/${id}?q=%00&after=%00`)).status, 200);
    });

    it("are joined by the link, or asked to; a member may not do what admins do, and may leave", async () => {
      const { id, link } = await found("approval");
      const door = `/api/v1/group-links/${link.slice("/g/".length)}`;
      const person = await idOf(bob);
      const looked = await new HttpClient(app.url).call("GET", door);
      assert.deepEqual(looked.body, {
        group: { name: "Chess", description: "", joining: "approval", memberCount: 1 },
        standing: "outside",
      });
      const asked = await bob.call("POST", `${door}/members`);
      assert.deepEqual([asked.status, asked.body], [201, {
        membership: { groupId: id, personId: person, state: "asked" },
      }]);
      assert.deepEqual((await read(alice, id)).requests.map(({ name }) => name), ["Bob"]);
      assert.equal((await bob.call("GET", `/api/v1/groups/${id}`)).status, 404);
      assert.equal((await alice.call("POST", `/api/v1/groups/${id}/requests/${person}/accept`)).status, 200);
      const view = await read(bob, id);
      assert.deepEqual(view.members.map(({ name, role }) => [name, role]), [["Alice", "admin"], ["Bob", "member"]]);
      const own = await bob.call("DELETE", `/api/v1/groups/${id}`);
      assert.deepEqual([own.status, codeOf(own.body)], [403, "not_allowed"]);
      const last = await alice.call("DELETE", `/api/v1/groups/${id}/members/${await idOf(alice)}`);
      assert.deepEqual([last.status, codeOf(last.body)], [409, "last_admin"]);
      assert.equal(
        (await alice.call("PATCH", `/api/v1/groups/${id}/members/${person}`, { role: "admin" })).status,
        204,
      );
      assert.equal((await bob.call("DELETE", `/api/v1/groups/${id}/members/${person}`)).status, 204);
      assert.equal((await bob.call("GET", `/api/v1/groups/${id}`)).status, 404);
    });

    it("take no stranger in by an admin's word", async () => {
      const { id } = await found();
      const got = await alice.call("POST", `/api/v1/groups/${id}/members`, { personId: await idOf(mallory) });
      const none = await alice.call("POST", `/api/v1/groups/${id}/members`, { personId: "nobody" });
      assert.equal(got.status, 404);
      assert.deepEqual(got, none);
    });
  });

  describe("on their pages", () => {
    it("are founded by a form, which comes back with what was typed if something is wrong", async () => {
      const wrong = await alice.form("/groups", {
        name: "x".repeat(61),
        description: "Mondays <b>",
        joining: "approval",
      });
      const shown = await wrong.text();
      assert.equal(wrong.status, 422);
      assert.match(shown, /name="name"[^>]*aria-invalid="true"/);
      assert.ok(shown.includes("Mondays &lt;b") && /value="approval"[^>]*checked/.test(shown));
      const [status, path] = await post(alice, "/groups", { name: "Go <i>", description: "", joining: "link" });
      assert.equal(status, 303);
      assert.match(await html(alice, path), /<h1><bdi>Go &lt;i/);
      assert.match(await html(alice, "/groups"), /Go &lt;i/);
    });

    it("are there for members only, and lead who is not signed in to that and back", async () => {
      const { path } = await found();
      assert.equal((await mallory.fetch(path)).status, 404);
      assert.equal((await mallory.fetch(`${path}/edit`)).status, 404);
      const nobody = new HttpClient(app.url);
      assert.deepEqual(
        [(await nobody.fetch(path)).headers.get("location"), (await nobody.fetch("/groups")).headers.get("location")],
        [`/sign-in?next=${encodeURIComponent(path)}`, "/sign-in?next=%2Fgroups"],
      );
    });

    it("let in by the link, from sign-in on; the link leads nowhere once it is replaced", async () => {
      const { path, link } = await found();
      const nobody = new HttpClient(app.url);
      const door = await html(nobody, link);
      assert.ok(door.includes("Chess") && door.includes("1 member"));
      assert.ok(door.includes(`href="/sign-in?next=${encodeURIComponent(link)}"`));
      assert.deepEqual(await post(nobody, link), [303, `/sign-in?next=${encodeURIComponent(link)}`]);
      assert.match((await nobody.fetch(link)).headers.get("x-robots-tag") ?? "", /noindex/);
      assert.deepEqual(await post(bob, link), [303, path]);
      assert.match(await html(bob, link), /You are in this group/);
      assert.equal((await bob.fetch(`${path}/edit`)).status, 403);
      assert.equal((await post(alice, `${path}/link`))[0], 303);
      assert.equal((await bob.fetch(link)).status, 404);
      assert.ok(!(await html(alice, path)).includes(link));
    });

    it("show an admin who asks, and take the answer once", async () => {
      const { path, link } = await found("approval");
      const person = await idOf(bob);
      assert.match(await html(bob, link), /Ask to join/);
      assert.deepEqual(await post(bob, link), [303, link]);
      assert.match(await html(bob, link), /You have asked/);
      assert.match(await html(alice, path), /Let in Bob/);
      for (let times = 0; times < 2; times++) {
        assert.deepEqual(await post(alice, `${path}/requests/${person}/accept`), [303, path]);
      }
      assert.doesNotMatch(await html(alice, path), /Let in Bob/);
      assert.doesNotMatch(await html(bob, path), /Manage|Edit group/);
    });

    it("give and take the admin's role, remove, and say why the last admin stays", async () => {
      const { path, link } = await found();
      await post(bob, link);
      await post(mallory, link);
      const [alicesId, bobsId, mallorysId] = await Promise.all([idOf(alice), idOf(bob), idOf(mallory)]);
      assert.deepEqual(await post(alice, `${path}/leave`), [303, `${path}?last_admin`]);
      assert.match(await html(alice, `${path}?last_admin`), /somebody who looks after it/);
      assert.equal((await post(alice, `${path}/members/${bobsId}/role`, { role: "king" }))[0], 400);
      assert.equal((await post(alice, `${path}/members/${bobsId}/role`, { role: "admin" }))[0], 303);
      assert.equal((await post(mallory, `${path}/members/${bobsId}/remove`))[0], 403);
      assert.equal((await post(bob, `${path}/members/${mallorysId}/remove`))[0], 303);
      assert.equal((await mallory.fetch(path)).status, 404);
      assert.equal((await post(bob, `${path}/members/${alicesId}/role`, { role: "member" }))[0], 303);
      assert.deepEqual(await post(alice, `${path}/leave`), [303, "/groups"]);
      assert.equal((await post(bob, `${path}/delete`))[0], 303);
      assert.equal((await bob.fetch(path)).status, 404);
    });

    it("find a member by a part of the name", async () => {
      const { path, link } = await found();
      await post(bob, link);
      const named = (shown: string) => /class="people-name">Alice/.test(shown);
      assert.ok(named(await html(alice, path)));
      const searched = await html(alice, `${path}?q=BO`);
      assert.ok(!named(searched) && /class="people-name">Bob/.test(searched));
      assert.match(await html(alice, `${path}?q=zz%3Cb`), /“zz&lt;b”|zz&lt;b/);
    });
  });
});
