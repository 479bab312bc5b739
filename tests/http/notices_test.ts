/** Notices and what is kept about people, over HTTP: pages as a browser without a script uses them, and the JSON API. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { noticesReply } from "../../protocol/notices.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const ACTIVITY = { emoji: "🎨", title: "Paint & <i>" };

describe("notices", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app?.stop());

  async function notices(client: HttpClient) {
    const { status, body } = await client.call("GET", "/api/v1/notices");
    assert.equal(status, 200);
    return noticesReply.parse(body);
  }

  async function text(client: HttpClient, path: string): Promise<string> {
    const response = await client.fetch(path);
    assert.equal(response.status, 200, path);
    return await response.text();
  }

  /** A host who has been visited in a room of theirs, and the visitor. */
  async function visited(): Promise<{ host: HttpClient; visitor: HttpClient; code: string; roomId: string }> {
    const [host, visitor] = [await signedUp(app.url, "Mara"), await signedUp(app.url, "Noor <b>")];
    const { body } = await host.call("POST", "/api/v1/rooms", {
      activity: ACTIVITY,
      audience: { kind: "link" },
      settings: { hostStarts: false },
    });
    const { code, id } = body.room as { code: string; id: string };
    assert.equal((await visitor.call("POST", `/api/v1/links/${code}/seats`, {})).status, 201);
    await until("the host is told", async () => (await notices(host)).unread === 1);
    return { host, visitor, code, roomId: id };
  }

  it("tell the host who came in, on the page and in the API", async () => {
    const { host, visitor, code } = await visited();
    const { notices: [told], next } = await notices(host);
    assert.deepEqual([told?.kind, told?.about?.name, told?.roomCode, told?.groupId, told?.read, next], [
      "came_in",
      "Noor <b>",
      code,
      null,
      false,
      null,
    ]);
    const html = await text(host, "/notices");
    assert.match(html, /Noor &lt;b>? came into “Paint &amp; &lt;i/);
    assert.match(html, /1 notice you have not opened yet/);
    assert.deepEqual((await notices(visitor)).notices, []);
    assert.match(await text(visitor, "/notices"), /Nothing has happened yet/);
  });

  it("lead to the room and are read then", async () => {
    const { host, visitor, code } = await visited();
    const [, path = ""] = /action="(\/notices\/[^"]+)"/.exec(await text(host, "/notices")) ?? [];
    assert.equal((await visitor.form(path, {})).status, 404);
    assert.equal((await host.form("/notices/no%00thing", {})).status, 404);
    assert.equal((await notices(host)).unread, 1);
    const opened = await host.form(path, {});
    assert.deepEqual([opened.status, opened.headers.get("location")], [303, `/r/${code}`]);
    assert.equal((await notices(host)).unread, 0);
    assert.equal((await host.form(path, {})).status, 303, "once more is the same");
  });

  it("lead nowhere once the room has ended", async () => {
    const { host, roomId } = await visited();
    assert.equal((await host.call("POST", `/api/v1/rooms/${roomId}/end`)).status, 200);
    const html = await text(host, "/notices");
    assert.match(html, /came into/);
    assert.doesNotMatch(html, /action="\/notices\//);
  });

  it("are all marked as read by the page's form or the API", async () => {
    const [byForm, byApi] = [await visited(), await visited()];
    const posted = await byForm.host.form("/notices", {});
    assert.deepEqual([posted.status, posted.headers.get("location")], [303, "/notices"]);
    assert.equal((await notices(byForm.host)).unread, 0);
    assert.doesNotMatch(await text(byForm.host, "/notices"), /Mark all as read/);
    const called = await byApi.host.call("POST", "/api/v1/notices/read", {});
    assert.deepEqual([called.status, called.body], [200, { unread: 0 }]);
    assert.equal((await notices(byApi.host)).notices[0]?.read, true);
  });

  it("refuse bad input", async () => {
    const client = await signedUp(app.url, "Ines");
    for (const body of [{ id: 7 }, { id: "a b" }, { id: "\0" }, { ids: [] }, [], "all"]) {
      const { status } = await client.call("POST", "/api/v1/notices/read", body);
      assert.equal(status, 400, JSON.stringify(body));
    }
    assert.equal((await client.call("GET", "/api/v1/notices?after=%00")).status, 400);
    assert.deepEqual((await client.call("GET", "/api/v1/notices?after=none")).body, {
      notices: [],
      unread: 0,
      next: null,
    });
    assert.equal((await client.fetch("/notices?after=%00")).status, 200);
  });

  it("and settings are for people who are signed in", async () => {
    const nobody = new HttpClient(app.url);
    for (const path of ["/notices", "/settings"]) {
      const got = await nobody.fetch(path);
      const posted = await nobody.form(path, { everything: "yes" });
      for (const response of [got, posted]) {
        await response.body?.cancel();
        assert.deepEqual([response.status, response.headers.get("location")], [
          303,
          `/sign-in?next=${encodeURIComponent(path)}`,
        ]);
      }
    }
    assert.equal((await nobody.call("GET", "/api/v1/notices")).status, 401);
    assert.equal((await nobody.call("POST", "/api/v1/notices/read", {})).status, 401);
  });

  describe("what is kept", () => {
    it("is shown to both, with what it is used for, and erased for both", async () => {
      const { host, visitor } = await visited();
      const html = await text(visitor, "/settings");
      assert.match(html, /Mara/);
      assert.match(html, /you dropped in once/);
      assert.match(html, /half of it is gone after 30 days/);
      assert.match(await text(host, "/settings"), /dropped in on you once/);
      assert.match(await text(host, "/settings?q=nobody"), /Nobody here is called like that/);
      const [, person = ""] = /name="person" value="([^"]+)"/.exec(html) ?? [];
      const erased = await visitor.form("/settings", { person });
      assert.deepEqual([erased.status, erased.headers.get("location")], [303, "/settings"]);
      for (const client of [host, visitor]) assert.match(await text(client, "/settings"), /Nothing is kept/);
    });

    it("is all erased only by saying so", async () => {
      const { host } = await visited();
      for (const fields of [{}, { everything: "no" }, { person: "" }, { person: "\0" }]) {
        assert.equal((await host.form("/settings", fields as Record<string, string>)).status, 400);
      }
      const foreign = await host.fetch("/settings", {
        method: "POST",
        body: new URLSearchParams({ everything: "yes" }),
        headers: { Origin: "http://elsewhere.example" },
      });
      assert.equal(foreign.status, 403);
      assert.match(await text(host, "/settings"), /Noor/);
      assert.equal((await host.form("/settings", { everything: "yes" })).status, 303);
      assert.match(await text(host, "/settings"), /Nothing is kept/);
    });
  });
});
