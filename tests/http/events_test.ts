/** Events over HTTP: the JSON API, and the pages as a browser without a script uses them. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { byIcalJs, byNodeIcal } from "../support/calendars.ts";
import { PICTURE_MAX_BYTES } from "../../domain/picture.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { jpegOfPhone, PNG, SECRET, WEBP } from "../support/pictures.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

interface EventBody {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly state: string;
  readonly answers: { readonly going: number; readonly maybe: number; readonly no: number };
  readonly answer: string | null;
  readonly room: { readonly id: string; readonly code: string; readonly state: string; readonly opensAt: string };
}

const DAY_MS = 24 * 60 * 60 * 1000;

function codeOf(body: Record<string, unknown>): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

describe("events", () => {
  let app: RunningApp;
  let alice: HttpClient;
  let bob: HttpClient;
  const startsAt = new Date(Math.floor((Date.now() + DAY_MS) / 60_000) * 60_000);

  before(async () => {
    app = await startApp();
    alice = await signedUp(app.url, "Alice");
    bob = await signedUp(app.url, "Bob");
  });
  after(() => app?.stop());

  async function made(changes: Record<string, unknown> = {}): Promise<EventBody> {
    const { status, body } = await alice.call("POST", "/api/v1/events", {
      title: "Birthday",
      description: "Cake",
      startsAt: startsAt.toISOString(),
      ...changes,
    });
    assert.equal(status, 201, JSON.stringify(body));
    return (body as unknown as { event: EventBody }).event;
  }

  async function html(client: HttpClient, path: string): Promise<string> {
    const response = await client.fetch(path);
    assert.equal(response.status, 200, path);
    return await response.text();
  }

  function linkOf({ url }: EventBody): string {
    return new URL(url).pathname + new URL(url).search;
  }

  describe("in the JSON API", () => {
    it("are made with a room, read, listed, changed and called off", async () => {
      const event = await made();
      assert.deepEqual([event.state, event.room.state], ["coming", "scheduled"]);
      assert.equal(new Date(event.room.opensAt).getTime(), startsAt.getTime() - 10 * 60_000);
      const { body: list } = await alice.call("GET", "/api/v1/events");
      assert.ok((list as unknown as { events: EventBody[] }).events.some(({ id }) => id === event.id));
      const path = `/api/v1/events/${event.id}`;
      const edited = await alice.call("PATCH", path, { title: "Party", endsAt: null });
      assert.deepEqual([edited.status, (edited.body as { event: EventBody }).event.title], [200, "Party"]);
      const cancelled = await alice.call("POST", `${path}/cancel`);
      assert.deepEqual([cancelled.status, (cancelled.body as { event: EventBody }).event.state], [200, "cancelled"]);
      assert.equal((await alice.call("PATCH", path, { title: "x" })).status, 410);
    });

    it("are answered by whoever has the link, with numbers for them and names for the host", async () => {
      const event = await made();
      const path = `/api/v1/events/${event.id}`;
      const query = `?link=${event.room.code}`;
      const answered = await bob.call("PUT", `${path}/answer${query}`, { answer: "maybe" });
      assert.deepEqual([answered.status, (answered.body as { event: EventBody }).event.answer], [200, "maybe"]);
      const counts = { going: 0, maybe: 1, no: 0 };
      assert.deepEqual((await bob.call("GET", `${path}/answers`)).body, { counts, answers: null, guests: null });
      const { body } = await alice.call("GET", `${path}/answers`);
      const { answers } = body as unknown as { answers: { name: string; answer: string }[] };
      assert.deepEqual(answers.map(({ name, answer }) => [name, answer]), [["Bob", "maybe"]]);
      assert.equal((await bob.call("DELETE", `${path}/answer${query}`)).status, 204);
      assert.equal((await bob.call("GET", path)).status, 404);
    });

    it("are talked about by those whom they are for and who have answered, each taking away what is theirs", async () => {
      const event = await made();
      const path = `/api/v1/events/${event.id}/posts`;
      const query = `?link=${event.room.code}`;
      const write = (client: HttpClient, text: string) => client.call("POST", path + query, { text });
      const early = await write(bob, "Hello");
      assert.deepEqual([early.status, codeOf(early.body)], [403, "not_allowed"]);
      assert.deepEqual((await bob.call("GET", path + query)).body, { posts: [] });
      await bob.call("PUT", `/api/v1/events/${event.id}/answer${query}`, { answer: "no" });
      assert.equal((await write(bob, "I cannot, alas")).status, 201);
      assert.equal((await write(alice, "A pity")).status, 201);
      for (const text of [" ", "x".repeat(1001), "a\u202Eb"]) {
        const bad = await write(bob, text);
        assert.deepEqual([bad.status, codeOf(bad.body)], [422, "bad_text"]);
      }
      const { body } = await bob.call("GET", path);
      const { posts } = body as unknown as { posts: { id: string; text: string; person: { name: string } }[] };
      assert.deepEqual(posts.map(({ text, person }) => [person.name, text]), [["Bob", "I cannot, alas"], [
        "Alice",
        "A pity",
      ]]);
      const others = await bob.call("DELETE", `${path}/${posts[1]?.id}`);
      assert.deepEqual([others.status, codeOf(others.body)], [403, "not_allowed"]);
      for (const { id } of posts) assert.equal((await alice.call("DELETE", `${path}/${id}`)).status, 204);
      assert.equal((await bob.call("DELETE", `${path}/${posts[0]?.id}`)).status, 404);
      assert.deepEqual((await bob.call("GET", path)).body, { posts: [] });
    });

    it("answer strangers exactly as if there were none, on every call", async () => {
      const event = await made({ audience: { kind: "friends" } });
      const calls: [string, string, unknown?][] = [
        ["GET", ""],
        ["GET", `?link=${event.room.code}`],
        ["PATCH", "", { title: "x" }],
        ["POST", "/cancel"],
        ["PUT", "/picture", {}],
        ["DELETE", "/picture"],
        ["PUT", "/answer", { answer: "going" }],
        ["DELETE", "/answer"],
        ["GET", "/answers"],
        ["GET", "/hosts"],
        ["PUT", "/hosts/x"],
        ["DELETE", "/hosts/x"],
        ["GET", "/posts"],
        ["POST", "/posts", { text: "x" }],
        ["DELETE", "/posts/x"],
      ];
      for (const [method, path, body] of calls) {
        const hidden = await bob.call(method, `/api/v1/events/${event.id}${path}`, body);
        const none = await bob.call(method, `/api/v1/events/${crypto.randomUUID()}${path}`, body);
        assert.equal(hidden.status, 404, `${method} ${path}`);
        assert.deepEqual(hidden, none);
        const nobody = await new HttpClient(app.url).call(method, `/api/v1/events/${event.id}${path}`, body);
        assert.deepEqual([nobody.status, codeOf(nobody.body)], [401, "not_signed_in"], `${method} ${path}`);
      }
    });

    it("refuse what is malformed with a code", async () => {
      const { id } = await made();
      const good = { title: "x", startsAt: startsAt.toISOString() };
      const cases: [string, string, unknown, number, string][] = [
        ["POST", "", {}, 400, "bad_input"],
        ["POST", "", { ...good, startsAt: "tomorrow" }, 400, "bad_input"],
        ["POST", "", { ...good, colour: "red" }, 400, "bad_input"],
        ["POST", "", { ...good, title: " " }, 422, "bad_activity"],
        ["POST", "", { ...good, description: "x".repeat(4001) }, 422, "bad_event"],
        ["POST", "", { ...good, startsAt: "2020-01-01T00:00:00Z" }, 422, "in_the_past"],
        ["POST", "", { ...good, endsAt: "2020-01-01T00:00:00Z" }, 422, "bad_end"],
        ["POST", "", { ...good, zone: "Mars/Olympus" }, 422, "bad_zone"],
        ["PUT", `/${id}/answer`, { answer: "perhaps" }, 400, "bad_input"],
        ["PUT", `/${id}/answer`, { answer: "going" }, 403, "not_allowed"],
      ];
      for (const [method, path, body, status, code] of cases) {
        const got = await alice.call(method, `/api/v1/events${path}`, body);
        assert.deepEqual([got.status, codeOf(got.body)], [status, code], JSON.stringify(body).slice(0, 80));
      }
      assert.equal((await alice.call("GET", "/api/v1/events/%00")).status, 404);
      assert.equal((await alice.call("GET", "/api/v1/events?which=all&after=%00")).status, 200);
    });

    it("are described", async () => {
      const { body } = await alice.call("GET", "/api/v1/openapi.json");
      const { paths } = body as { paths: Record<string, object> };
      assert.deepEqual(Object.keys(paths["/api/v1/events/{id}"] ?? {}), ["get", "patch"]);
      assert.deepEqual(Object.keys(paths["/api/v1/events/{id}/answer"] ?? {}), ["put", "delete"]);
    });
  });

  describe("with a picture", () => {
    const local = startsAt.toISOString().slice(0, 16);
    const fields = {
      emoji: "🎂",
      title: "With a picture",
      description: "",
      opens: local,
      zone: "UTC",
      audience: "link",
    };

    function send(client: HttpClient, path: string, file: Uint8Array<ArrayBuffer> | null, changes = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...fields, place: "Main street 1", ends: "", ...changes })) {
        body.set(name, String(value));
      }
      body.set("picture", file === null ? new File([], "") : new File([file], "evil.html", { type: "text/html" }));
      return client.fetch(path, { method: "POST", body, headers: { Origin: new URL(app.url).origin } });
    }

    it("are made and changed by a form, and show it to whoever sees them", async () => {
      const response = await send(alice, "/events/new", jpegOfPhone(6));
      await response.body?.cancel();
      assert.equal(response.status, 303);
      const path = response.headers.get("location") ?? "";
      const link = (await html(alice, path)).match(/value="[^"]*(\/events\/[\w-]+\?link=[\w-]+)"/)?.[1] ?? "";
      const source = link.replace("?", "/picture?");
      const guest = new HttpClient(app.url);
      assert.match(await html(guest, link), new RegExp(`<img[^>]*src="${source.replace("?", "\\?")}"[^>]*width="16"`));
      const got = await guest.fetch(source);
      const { headers } = got;
      assert.deepEqual(
        ["Content-Type", "X-Content-Type-Options", "Cache-Control"].map((name) => headers.get(name)),
        ["image/jpeg", "nosniff", "private, no-cache"],
      );
      assert.match(headers.get("Content-Security-Policy") ?? "", /default-src 'self'/);
      assert.ok(!(await got.text()).includes(SECRET));
      const again = await guest.fetch(source, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
      assert.deepEqual([again.status, await again.text()], [304, ""]);
      assert.match(await html(alice, "/events"), new RegExp(`src="${path}/picture"`));

      assert.equal((await send(alice, `${path}/edit`, null)).status, 303);
      assert.equal((await alice.fetch(`${path}/picture`)).headers.get("content-type"), "image/jpeg");
      assert.equal((await send(alice, `${path}/edit`, PNG)).status, 303);
      const second = await alice.fetch(`${path}/picture`, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
      assert.deepEqual([second.status, second.headers.get("content-type")], [200, "image/png"]);
      await second.body?.cancel();
      assert.match(await html(alice, `${path}/edit`), /name="picture_gone"/);
      assert.equal((await send(alice, `${path}/edit`, null, { picture_gone: "yes" })).status, 303);
      assert.equal((await alice.fetch(`${path}/picture`)).status, 404);
      assert.doesNotMatch(await html(alice, path), /<img/);
    });

    it("that cannot be taken are refused by their form, which keeps what was typed", async () => {
      const { id } = await made();
      const cases: [Uint8Array<ArrayBuffer>, number, RegExp][] = [
        [new TextEncoder().encode("<!doctype html>"), 422, /id="picture-error"[\s\S]*JPEG, PNG or WebP/],
        [new Uint8Array(PICTURE_MAX_BYTES + 1), 413, /id="picture-error"[\s\S]*at most 5 MB/],
        [new Uint8Array(20 * 1024 * 1024), 413, /id="picture-error"[\s\S]*at most 5 MB/],
      ];
      for (const path of ["/events/new", `/events/${id}/edit`]) {
        for (const [file, status, reason] of cases) {
          const response = await send(alice, path, file);
          assert.equal(response.status, status);
          const text = await response.text();
          assert.match(text, reason);
          assert.match(text, /Main street 1/);
        }
        const other = await send(alice, path, PNG, { title: " " });
        assert.match(await other.text(), /Please choose the picture again/);
        const long = await send(alice, path, PNG, { description: "x".repeat(PICTURE_MAX_BYTES + 400_000) });
        await long.body?.cancel();
        assert.equal(long.status, 413, "it is not the picture that is too large");
      }
    });

    it("are none to strangers, whether there is one or not", async () => {
      const { id, room } = await made({ audience: { kind: "friends" } });
      await put(alice, id, PNG);
      for (const search of ["", `?link=${room.code}`]) {
        const hidden = await bob.fetch(`/events/${id}/picture${search}`);
        const none = await bob.fetch(`/events/none/picture${search}`);
        assert.deepEqual([hidden.status, none.status], [404, 404]);
        const masked = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");
        assert.equal(masked(await hidden.text()), masked(await none.text()));
      }
      const nobody = new HttpClient(app.url);
      assert.equal((await nobody.fetch(`/events/${id}/picture`)).status, 401);
      assert.equal((await nobody.fetch("/events/none/picture")).status, 401);
    });

    function put(client: HttpClient, id: string, body: Uint8Array<ArrayBuffer>, search = "") {
      return client.fetch(`/api/v1/events/${id}/picture${search}`, { method: "PUT", body });
    }

    it("take and lose it by the JSON API, from their host alone", async () => {
      const { id, room } = await made();
      const search = `?link=${room.code}`;
      const given = await put(alice, id, WEBP);
      const { event } = await given.json() as { event: { picture: { url: string; type: string; width: number } } };
      assert.deepEqual([given.status, event.picture.type, event.picture.width], [200, "image/webp", 24]);
      const { pathname } = new URL(event.picture.url);
      assert.deepEqual(new Uint8Array(await (await alice.fetch(pathname)).arrayBuffer()), WEBP);
      for (
        const [body, status, code] of [
          [new Uint8Array([1]), 422, "bad_picture"],
          [new Uint8Array(), 422, "bad_picture"],
          [new Uint8Array(PICTURE_MAX_BYTES + 1), 413, "picture_too_large"],
        ] as const
      ) {
        const refused = await put(alice, id, body);
        assert.deepEqual([refused.status, codeOf(await refused.json())], [status, code]);
      }
      const others = await put(bob, id, PNG, search);
      assert.deepEqual([others.status, codeOf(await others.json())], [404, "not_found"]);
      assert.equal((await bob.call("DELETE", `/api/v1/events/${id}/picture${search}`)).status, 404);
      const gone = await alice.call("DELETE", `/api/v1/events/${id}/picture`);
      assert.deepEqual([gone.status, (gone.body as { event: { picture: unknown } }).event.picture], [200, null]);
    });
  });

  describe("on pages without a script", () => {
    const local = `${startsAt.toISOString().slice(0, 16)}`;
    const fields = {
      emoji: "🎂",
      title: "Vera turns thirty",
      description: "First line\nsecond line",
      place: "Main street 1",
      opens: local,
      ends: "",
      zone: "UTC",
      audience: "link",
    };

    it("are made, found, answered, changed and called off", async () => {
      assert.match(await html(alice, "/events/new"), /Make the event/);
      const response = await alice.form("/events/new", fields);
      await response.body?.cancel();
      const path = response.headers.get("location") ?? "";
      assert.match(path, /^\/events\/[\w-]+$/);
      assert.match(await html(alice, "/events"), /Vera turns thirty/);
      const own = await html(alice, path);
      const link = own.match(/value="[^"]*(\/events\/[\w-]+\?link=[\w-]+)"/)?.[1];
      assert.ok(link, "the host finds the link to hand on");
      assert.equal((await bob.fetch(path)).status, 404);
      const door = (await html(bob, link)).match(/href="(\/r\/[\w-]+)"/)?.[1];
      assert.ok((await html(bob, door ?? "")).includes(`href="${link}"`), "the room's door leads to the event");
      assert.match(await html(bob, link), /First line\nsecond line[\s\S]*Main street 1|Main street 1[\s\S]*First line/);

      const action = link.replace("?", "/answer?");
      const answered = await bob.form(action, { answer: "going" });
      assert.deepEqual([answered.status, answered.headers.get("location")], [303, link]);
      assert.match(await html(bob, link), /1 coming/);
      const seen = await html(alice, path);
      assert.match(seen, /1 coming/);
      assert.match(seen, /Bob/);
      assert.match(await html(bob, "/events"), /You are coming/);

      const said = await bob.form(link, { text: "I bring <b>a song</b>\nand a friend" });
      assert.deepEqual([said.status, said.headers.get("location")], [303, `${link}#talk`]);
      const talk = await html(alice, path);
      assert.match(talk, /I bring &lt;b>a song&lt;\/b>\nand a friend/);
      const refused = await bob.form(link, { text: `${"long ".repeat(300)}` });
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), /id="text-error"[\s\S]*long long|long long[\s\S]*id="text-error"/);
      const remove = talk.match(/action="([^"]*\/posts\/[\w-]+\/remove)"/)?.[1] ?? "";
      assert.equal((await alice.form(remove, {})).status, 303);
      assert.doesNotMatch(await html(bob, link), /a song/);

      assert.match(await html(alice, `${path}/edit`), /Vera turns thirty/);
      const saved = await alice.form(`${path}/edit`, { ...fields, title: "Vera is thirty" });
      assert.deepEqual([saved.status, saved.headers.get("location")], [303, path]);
      assert.match(await html(bob, link), /Vera is thirty/);
      const off = await alice.form(`${path}/cancel`, {});
      assert.equal(off.status, 303);
      assert.match(await html(bob, link), /This event was called off/);
      assert.match(await html(bob, "/events"), /Called off/);
    });

    it("name further hosts, who look after them from then on", async () => {
      const event = await made();
      const me = (await bob.call("GET", "/api/v1/me")).body as { id: string };
      await bob.call("PUT", `/api/v1/events/${event.id}/answer?link=${event.room.code}`, { answer: "going" });
      const path = `/events/${event.id}`;
      assert.match(await html(alice, path), new RegExp(`<option[^>]*value="${me.id}"`));
      assert.equal((await bob.fetch(`${path}/edit`)).status, 404);
      const named = await alice.form(`${path}/hosts`, { person: me.id });
      assert.deepEqual([named.status, named.headers.get("location")], [303, `${path}#hosts`]);
      assert.equal((await bob.fetch(`${path}/edit`)).status, 200);
      assert.doesNotMatch(await html(bob, path), /Name another host/);
      const { body } = await bob.call("GET", `/api/v1/events/${event.id}/hosts`);
      assert.deepEqual((body as { hosts: { name: string }[] }).hosts.map(({ name }) => name), ["Alice", "Bob"]);
      const away = (await html(alice, path)).match(/action="([^"]*\/hosts\/[^"]*\/remove)"/)?.[1] ?? "";
      assert.equal((await bob.form(away, {})).status, 404, "further hosts name and end none");
      assert.equal((await alice.form(away, {})).status, 303);
      assert.equal((await bob.fetch(`${path}/edit`)).status, 404);
      const again = await alice.call("PUT", `/api/v1/events/${event.id}/hosts/${me.id}`);
      assert.deepEqual([again.status, (again.body as { hosts: unknown[] }).hosts.length], [200, 2]);
      const none = await alice.call("PUT", `/api/v1/events/${event.id}/hosts/nobody`);
      assert.deepEqual([none.status, codeOf(none.body)], [404, "not_found"]);
    });

    it("stand on the home page and on the page of their group, which leads to making another", async () => {
      const { body } = await alice.call("POST", "/api/v1/groups", { name: "Chess" });
      const { group } = body as unknown as { group: { id: string } };
      await made({ title: "Tournament", audience: { kind: "group", groupId: group.id } });
      assert.match(await html(alice, "/"), /Coming events[\s\S]*Tournament/);
      const page = await html(alice, `/groups/${group.id}`);
      assert.match(page, /Coming events[\s\S]*Tournament/);
      const form = page.match(/href="(\/events\/new[^"]*)"/)?.[1]?.replaceAll("&amp;", "&");
      assert.match(await html(alice, form ?? ""), new RegExp(`value="${group.id}"[^>]*(checked|selected)`));
    });

    it("keep what was typed where it is refused, and say why beside the field", async () => {
      const cases: [Record<string, string>, RegExp][] = [
        [{ title: " " }, /id="title-error"/],
        [{ opens: "2020-01-01T10:00" }, /gone by/],
        [{ opens: "" }, /Please give a day and a time/],
        [{ ends: "2020-01-01T10:00" }, /end after it begins/],
        [{ description: `${"x".repeat(4001)}` }, /id="description-error"/],
        [{ audience: "group" }, /class="notice notice-error"/],
      ];
      for (const [changes, reason] of cases) {
        const response = await alice.form("/events/new", { ...fields, ...changes });
        assert.equal(response.status, 422, JSON.stringify(changes).slice(0, 60));
        const text = await response.text();
        assert.match(text, reason);
        assert.match(text, /Main street 1/);
      }
    });

    it("lead guests to signing in and back, wherever there is nothing for them", async () => {
      const event = await made();
      const guest = new HttpClient(app.url);
      for (
        const path of ["/events", "/events/new", `/events/${event.id}`, "/events/none", `/events/${event.id}/edit`]
      ) {
        const response = await guest.fetch(path);
        await response.body?.cancel();
        assert.deepEqual(
          [response.status, response.headers.get("location")],
          [303, `/sign-in?next=${encodeURIComponent(path)}`],
        );
      }
      const open = await html(guest, linkOf(event));
      assert.match(open, /Sign in to answer/);
      assert.equal((await bob.fetch(`/events/${event.id}/edit`)).status, 404);
    });
  });

  describe("in calendars", () => {
    async function titlesAt(url: string): Promise<string[]> {
      const response = await new HttpClient(app.url).fetch(new URL(url).pathname);
      const text = await response.text();
      assert.deepEqual([response.status, response.headers.get("content-type")], [200, "text/calendar; charset=utf-8"]);
      const titles = byIcalJs(text).map(({ summary }) => summary);
      assert.deepEqual(byNodeIcal(text).map(({ summary }) => summary), titles);
      return titles;
    }

    it("an event is a file for whom it is for", async () => {
      const { url } = await made({ title: "Party" });
      const { pathname, search } = new URL(url);
      const response = await new HttpClient(app.url).fetch(`${pathname}.ics${search}`);
      assert.equal(response.status, 200);
      assert.deepEqual(byIcalJs(await response.text()).map(({ summary }) => summary), ["Party"]);
      assert.equal((await bob.fetch(`${pathname}.ics`)).status, 404);
    });

    it("a person's own has what they host and come to, by an address that is secret and can be replaced", async () => {
      const dora = await signedUp(app.url, "Dora");
      assert.deepEqual((await dora.call("GET", "/api/v1/calendar")).body, { calendar: null });
      const { body } = await dora.call("POST", "/api/v1/calendar");
      const { url } = (body as unknown as { calendar: { url: string } }).calendar;
      assert.deepEqual(await titlesAt(url), []);
      const concert = await made({ title: "Concert" });
      const link = new URL(concert.url).search;
      await dora.call("PUT", `/api/v1/events/${concert.id}/answer${link}`, { answer: "maybe" });
      assert.deepEqual(await titlesAt(url), ["Concert"]);
      assert.match(await (await dora.fetch("/events")).text(), new RegExp(new URL(url).pathname));
      await dora.call("PUT", `/api/v1/events/${concert.id}/answer${link}`, { answer: "no" });
      assert.deepEqual(await titlesAt(url), []);
      const replaced = await dora.form("/events/calendar", {});
      assert.equal(replaced.headers.get("location"), "/events#calendar");
      assert.equal((await new HttpClient(app.url).fetch(new URL(url).pathname)).status, 404);
      assert.equal((await new HttpClient(app.url).call("POST", "/api/v1/calendar")).status, 401);
    });
  });
});
