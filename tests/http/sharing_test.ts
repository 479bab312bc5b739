/** What a room's link shows where it is handed on: its preview with a picture, and the ways to other apps. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const HOST = "Wilhelmina Host";

describe("a link that is handed on", () => {
  let app: RunningApp;
  let host: HttpClient;
  let room: { readonly id: string; readonly code: string };
  before(async () => {
    app = await startApp();
    host = await signedUp(app.url, HOST);
    room = await open("Board games & tea");
  });
  after(() => app?.stop());

  async function open(title: string, audience: unknown = { kind: "link" }): Promise<typeof room> {
    const made = await host.call("POST", "/api/v1/rooms", { activity: { emoji: "🎲", title }, audience });
    return (made.body as { room: typeof room }).room;
  }

  function meta(page: string, name: string): string | undefined {
    const found = new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(page)?.[1];
    return found?.replaceAll("&amp;", "&");
  }

  async function look(path: string): Promise<string> {
    const response = await new HttpClient(app.url).fetch(path);
    assert.equal(response.status, 200, path);
    return await response.text();
  }

  it("unfolds with title, text and a picture of its own", async () => {
    const page = await look(`/r/${room.code}`);
    assert.equal(meta(page, "og:title"), `🎲 Board games & tea, with ${HOST}`);
    assert.match(meta(page, "og:description") ?? "", /The door is ajar/);
    assert.equal(meta(page, "twitter:card"), "summary_large_image");
    assert.deepEqual(["og:image:width", "og:image:height"].map((name) => meta(page, name)), ["1200", "630"]);
    const picture = new URL(meta(page, "og:image") ?? "");
    assert.equal(picture.pathname, `/r/${room.code}/picture.png`);
    const response = await new HttpClient(app.url).fetch(picture.pathname);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "image/png");
    assert.equal(response.headers.get("set-cookie"), null);
    assert.ok((await response.bytes()).length > 10_000);
  });

  it("has a picture that says the same to everybody, and nothing of who is inside", async () => {
    const bytes = async (client: HttpClient) =>
      (await (await client.fetch(`/r/${room.code}/picture.png`)).bytes()).toBase64();
    const before = await bytes(new HttpClient(app.url));
    await host.call("POST", `/api/v1/links/${room.code}/seats`, {});
    assert.equal(await bytes(new HttpClient(app.url)), before);
    assert.equal(await bytes(host), before);
    const other = await open("Board games & tea");
    assert.equal((await (await host.fetch(`/r/${other.code}/picture.png`)).bytes()).toBase64(), before);
  });

  it("has no picture where there is no room, and none of a link that was replaced", async () => {
    const old = await open("Gone");
    await host.call("POST", `/api/v1/rooms/${old.id}/link`);
    for (const code of ["none", "%00", "AAAAAAAAAAAAAAAAAAAAAA", old.code]) {
      assert.equal((await host.fetch(`/r/${code}/picture.png`)).status, 404, code);
      assert.equal((await host.fetch(`/i/${code}/picture.png`)).status, 404, code);
    }
  });

  it("of an invitation unfolds without the room's own link, for as long as it is good", async () => {
    const made = await host.call("POST", `/api/v1/rooms/${room.id}/invitations/links`, { once: true });
    const { id, url } = (made.body as { invitation: { id: string; url: string } }).invitation;
    const path = new URL(url).pathname;
    const page = await look(path);
    assert.equal(page.includes(room.code), false);
    assert.equal(new URL(meta(page, "og:image") ?? "").pathname, `${path}/picture.png`);
    assert.equal((await new HttpClient(app.url).fetch(`${path}/picture.png`)).headers.get("content-type"), "image/png");
    await host.call("DELETE", `/api/v1/rooms/${room.id}/invitations/${id}`);
    assert.equal((await new HttpClient(app.url).fetch(`${path}/picture.png`)).status, 404);
  });

  describe("of an event", () => {
    async function made(
      audience: unknown,
    ): Promise<{ readonly id: string; readonly code: string; readonly path: string }> {
      const startsAt = new Date(Date.now() + 86_400_000).toISOString();
      const body = {
        title: "Vera & friends",
        place: "Secret street",
        description: "Private words",
        startsAt,
        audience,
      };
      const { event } = (await host.call("POST", "/api/v1/events", body)).body as {
        event: { id: string; url: string; room: { code: string } };
      };
      const { pathname, search } = new URL(event.url);
      return { id: event.id, code: event.room.code, path: pathname + search };
    }

    it("unfolds with its title and time, and a drawn picture, and tells nothing else there", async () => {
      const { id, code, path } = await made({ kind: "link" });
      const page = await look(path);
      assert.equal(meta(page, "og:title"), `🎉 Vera & friends, with ${HOST}`);
      assert.match(meta(page, "og:description") ?? "", /UTC time\)\. Say whether you come/);
      const head = page.slice(0, page.indexOf("</head>"));
      assert.doesNotMatch(head, /Secret street|Private words/);
      const picture = new URL(meta(page, "og:image") ?? "");
      assert.equal(picture.pathname + picture.search, `/events/${id}/preview.png?link=${code}`);
      const response = await new HttpClient(app.url).fetch(picture.pathname + picture.search);
      assert.deepEqual([response.status, response.headers.get("content-type")], [200, "image/png"]);
      const bytes = await response.bytes();
      assert.ok(bytes.length > 10_000);
      await host.call("POST", `/api/v1/events/${id}/cancel`);
      assert.match(meta(await look(path), "og:description") ?? "", /called off/);
    });

    it("has no picture without its link, nor where it is not for whoever has it, also for its host", async () => {
      const open = await made({ kind: "link" });
      const closed = await made({ kind: "friends" });
      const search = [`/events/${open.id}/preview.png`, `/events/${closed.id}/preview.png?link=${closed.code}`];
      for (const path of [...search, `/events/none/preview.png?link=${open.code}`]) {
        assert.equal((await host.fetch(path)).status, 404, path);
        assert.equal((await new HttpClient(app.url).fetch(path)).status, 404, path);
      }
      assert.equal(meta(await (await host.fetch(closed.path)).text(), "og:image"), undefined);
    });
  });

  it("goes to other apps with a text that is already written, from the door and from the room's page", async () => {
    for (const path of [`/r/${room.code}`, `/rooms/${room.id}`]) {
      const page = await (await host.fetch(path)).text();
      const hrefs = new Map(
        [...page.matchAll(/data-app="(\w+)" href="([^"]*)"/g)].map(([, app = "", href = ""]) => [
          app,
          href.replaceAll("&amp;", "&"),
        ]),
      );
      assert.deepEqual([...hrefs.keys()], ["whatsapp", "telegram", "messenger", "sms", "mail"], path);
      for (const [name, href] of hrefs) assert.ok(decodeURIComponent(href).includes(`/r/${room.code}`), name);
      assert.match(decodeURIComponent(hrefs.get("whatsapp") ?? ""), /🎲 Board games & tea: the door is ajar/);
    }
  });
});
