/** The operator over HTTP: forms and the JSON API; what others get there; and that a suspension holds at once on every road. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import {
  accountReply,
  accountsReply,
  closedReply,
  logReply,
  mediaReply,
  openRoomsReply,
  reportsReply,
} from "../../protocol/admin.ts";
import { CLOSE, PROTOCOL_VERSION } from "../../protocol/version.ts";
import { EventReader } from "../support/event_reader.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const PASSWORD = "a door left ajar";
/** Different for every answer, or by the length of the path that the way to signing in carries. */
const OF_THE_REQUEST = new Set(["date", "x-request-id", "content-length"]);

describe("the operator's pages and calls", () => {
  let app: RunningApp;
  /** The first account. */
  let olga: HttpClient;
  let mara: HttpClient;
  before(async () => {
    app = await startApp();
    olga = await signedUp(app.url, "Olga");
    mara = await signedUp(app.url, "Mara <b>");
  });
  after(() => app?.stop());

  async function idOf(client: HttpClient): Promise<string> {
    return String((await client.call("GET", "/api/v1/me")).body.id);
  }

  async function roomOf(client: HttpClient): Promise<{ id: string; code: string }> {
    const { body } = await client.call("POST", "/api/v1/rooms", {
      activity: { emoji: "☕", title: "Tea & <i>" },
      settings: { hostStarts: false },
    });
    return body.room as { id: string; code: string };
  }

  async function read(response: Response, status: number): Promise<string> {
    const text = await response.text();
    assert.equal(response.status, status, text.slice(0, 200));
    return text;
  }

  async function reported(): Promise<{ room: { id: string; code: string }; id: string }> {
    const room = await roomOf(mara);
    const sent = await mara.call("POST", "/api/v1/reports", {
      code: room.code,
      reason: "spam",
      text: "Buy <b>now</b>",
    });
    assert.equal(sent.status, 201);
    const { reports } = reportsReply.parse((await olga.call("GET", "/api/v1/admin/reports")).body);
    const id = reports.find((report) => report.room.id === room.id)?.id;
    assert.ok(id);
    return { room, id };
  }

  describe("for everybody else", () => {
    /** All of an answer but what belongs to the request. */
    async function answer(client: HttpClient, method: string, path: string, unknown: string, body?: string) {
      const response = await client.fetch(path, {
        method,
        headers: { Origin: new URL(app.url).origin, "Content-Type": "application/x-www-form-urlencoded" },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: [...response.headers].filter(([name]) => !OF_THE_REQUEST.has(name)),
        body: text.replaceAll(encodeURIComponent(path), encodeURIComponent(unknown)).replaceAll(
          /nonce="\w+"/g,
          "nonce",
        ),
      };
    }

    it("are as a page or call that does not exist, whatever is sent there", async () => {
      const { id } = await reported();
      const marasId = await idOf(mara);
      const pages = [
        ["GET", "/admin"],
        ["GET", "/admin/rooms"],
        ["GET", "/admin/people"],
        ["GET", `/admin/people/${marasId}`],
        ["GET", "/admin/log"],
        ["GET", "/admin/nothing"],
        ["POST", `/admin/people/${marasId}`],
        ["POST", `/admin/reports/${id}/close`],
        ["POST", "/admin"],
      ] as const;
      const calls = [
        ["GET", "/api/v1/admin/reports"],
        ["GET", "/api/v1/admin/rooms"],
        ["GET", "/api/v1/admin/people"],
        ["GET", `/api/v1/admin/people/${marasId}`],
        ["GET", "/api/v1/admin/log"],
        ["GET", "/api/v1/admin/log?before=x"],
        ["GET", "/api/v1/admin/media"],
        ["GET", "/api/v1/admin/nothing"],
        ["POST", `/api/v1/admin/reports/${id}/close`],
        ["POST", `/api/v1/admin/people/${marasId}/suspend`],
        ["POST", `/api/v1/admin/people/${marasId}/lift`],
        ["DELETE", "/api/v1/admin/reports"],
      ] as const;
      for (const client of [mara, new HttpClient(app.url)]) {
        for (const [list, unknown] of [[pages, "/no-such-page"], [calls, "/api/v1/no-such-call"]] as const) {
          for (const [method, path] of list) {
            for (const body of method === "GET" ? [undefined] : ["reason=x", "{", "x".repeat(20_000)]) {
              const got = await answer(client, method, path, unknown, body);
              assert.equal(got.status, 404, path);
              assert.deepEqual(got, await answer(client, method, unknown, unknown, body), `${method} ${path}`);
            }
          }
        }
      }
      const { reports } = reportsReply.parse((await olga.call("GET", "/api/v1/admin/reports")).body);
      assert.equal(reports.find((report) => report.id === id)?.closedAt, null, "nothing was done");
    });

    it("are not led to", async () => {
      assert.doesNotMatch(await read(await mara.fetch("/settings"), 200), /\/admin/);
      assert.match(await read(await olga.fetch("/settings"), 200), /href="\/admin"/);
    });
  });

  it("show what was reported, the media server and the open rooms", async () => {
    const { room, id } = await reported();
    const html = await read(await olga.fetch("/admin"), 200);
    assert.match(html, /About the room Tea &amp; &lt;i/);
    assert.match(html, /Buy &lt;b>now/);
    assert.match(html, /Reported by Mara &lt;b>/);
    assert.ok(html.includes(`/admin/reports/${id}/close`));
    const media = mediaReply.parse((await olga.call("GET", "/api/v1/admin/media")).body);
    assert.equal(media.state, "up");
    assert.ok(html.includes(`Janus ${media.version}`));
    assert.equal(/too old for strangers/.test(html), media.outdated);
    const { rooms } = openRoomsReply.parse((await olga.call("GET", "/api/v1/admin/rooms")).body);
    assert.ok(rooms.some((open) => open.id === room.id));
    assert.ok(!JSON.stringify(rooms).includes(room.code), "no way in goes with it");
    assert.ok(!html.includes(room.code));
    assert.ok(html.includes(`/rooms/${room.id}/end`));
    assert.match(await read(await olga.fetch("/admin/rooms"), 200), /Tea &amp; &lt;i/);
    assert.match(await read(await olga.fetch("/notices"), 200), /new report/);
  });

  it("put a report aside and end a room by forms, and lead back", async () => {
    const { room, id } = await reported();
    const closed = await olga.form(`/admin/reports/${id}/close`, { back: "/admin?after=x" });
    await read(closed, 303);
    assert.equal(closed.headers.get("location"), "/admin?after=x");
    const again = closedReply.parse((await olga.call("POST", `/api/v1/admin/reports/${id}/close`)).body);
    assert.ok(again.report.closedAt);
    const ended = await olga.form(`/rooms/${room.id}/end`, { back: "/admin" });
    await read(ended, 303);
    assert.equal(ended.headers.get("location"), "/admin");
    await read(await mara.fetch(`/r/${room.code}`), 410);
    const log = await read(await olga.fetch(`/admin/log?room=${room.id}`), 200);
    assert.match(log, /Olga, who looks after this Ajar, ended the room/);
    assert.match(log, /Olga closed a report/);
    const { entries } = logReply.parse((await olga.call("GET", `/api/v1/admin/log?room=${room.id}`)).body);
    assert.deepEqual(entries.map(({ deed }) => deed), ["room_ended", "report_closed", "room_opened"]);
  });

  it("refuse bad input", async () => {
    const id = await idOf(mara);
    const cases = [
      [`/api/v1/admin/people/${id}/suspend`, {}, 400],
      [`/api/v1/admin/people/${id}/suspend`, { reason: 7 }, 400],
      [`/api/v1/admin/people/${id}/suspend`, { reason: "a", more: 1 }, 400],
      [`/api/v1/admin/people/${id}/suspend`, { reason: " " }, 422],
      [`/api/v1/admin/people/${id}/suspend`, { reason: "a\0" }, 422],
      [`/api/v1/admin/people/${id}/lift`, { reason: "x".repeat(10_000) }, 422],
      [`/api/v1/admin/people/${await idOf(olga)}/suspend`, { reason: "a" }, 422],
      ["/api/v1/admin/people/none/suspend", { reason: "a" }, 404],
      [`/api/v1/admin/people/${id}/promote`, { reason: "a" }, 404],
      ["/api/v1/admin/reports/none/close", {}, 404],
    ] as const;
    for (const [path, body, status] of cases) {
      assert.equal((await olga.call("POST", path, body)).status, status, `${path} ${JSON.stringify(body)}`);
    }
    for (const query of ["before=x", "before=0", "room=%00", "person=a%20b"]) {
      assert.equal((await olga.call("GET", `/api/v1/admin/log?${query}`)).status, 400, query);
      await read(await olga.fetch(`/admin/log?${query}`), 404);
    }
    for (
      const path of ["/admin?after=%00", "/admin/rooms?after=x", "/admin/people?q=%00", "/api/v1/admin/reports?after=1"]
    ) {
      await read(await olga.fetch(path), 200);
    }
    await read(await olga.fetch("/admin/people/none"), 404);
    await read(await olga.form(`/admin/people/${id}`, { deed: "promote" }), 400);
    const shown = await read(await olga.form(`/admin/people/${id}`, { deed: "suspend", reason: " " }), 422);
    assert.match(shown, /aria-invalid="true"/);
    assert.equal((await mara.call("GET", "/api/v1/me")).status, 200, "still there");
  });

  it("suspend somebody at once on every road, and let them in again", async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const sten = new HttpClient(app.url);
    assert.equal(
      (await sten.call("POST", "/api/auth/sign-up/email", { name: "Sten", email, password: PASSWORD })).status,
      200,
    );
    const elsewhere = new HttpClient(app.url);
    await read(await elsewhere.form("/sign-in", { email, password: PASSWORD }), 303);
    const id = await idOf(sten);
    const own = await roomOf(sten);
    const room = await roomOf(mara);
    assert.equal((await sten.call("POST", `/api/v1/links/${room.code}/seats`, {})).status, 201);
    await using socket = await SignalClient.open(`${app.url.replace("http", "ws")}/signal`, {
      cookie: sten.cookies,
      origin: new URL(app.url).origin,
    });
    socket.send({ type: "hello", version: PROTOCOL_VERSION, code: room.code });
    await socket.next("ready");
    const stream = await elsewhere.fetch("/api/v1/tray/stream");
    assert.ok(stream.body);
    const reader = new EventReader(stream.body);
    await reader.next();

    const form = await olga.form(`/admin/people/${id}`, { deed: "suspend", reason: "Sells <b>things</b>." });
    await read(form, 303);
    assert.equal(form.headers.get("location"), `/admin/people/${id}`);

    for (const client of [sten, elsewhere]) {
      const cookies = client.cookies;
      assert.equal((await client.call("GET", "/api/v1/me")).status, 401);
      const kept = new HttpClient(app.url);
      for (const pair of cookies.split("; ")) {
        const at = pair.indexOf("=");
        kept.setCookie(pair.slice(0, at), pair.slice(at + 1));
      }
      assert.equal((await kept.call("GET", "/api/v1/tray")).status, 401, "nor by the cookies of before");
      await read(await kept.fetch("/friends"), 303);
    }
    assert.equal((await socket.closed).code, CLOSE.signedOut);
    await until("the stream to end", () => reader.ended);
    const { body: { seats } } = await mara.call("GET", `/api/v1/rooms/${room.id}/seats`);
    assert.deepEqual(seats, []);
    await read(await mara.fetch(`/r/${own.code}`), 410);
    assert.deepEqual((await mara.call("GET", `/api/v1/people?q=${encodeURIComponent(email)}`)).body, { people: [] });

    const right = await new HttpClient(app.url).form("/sign-in", { email, password: PASSWORD });
    assert.match(await read(right, 403), /This account has been suspended/);
    const wrong = await read(await new HttpClient(app.url).form("/sign-in", { email, password: "not it" }), 422);
    assert.doesNotMatch(wrong, /suspended/);
    const called = await new HttpClient(app.url).call("POST", "/api/auth/sign-in/email", { email, password: PASSWORD });
    assert.equal(called.status, 403);

    assert.match(await read(await olga.fetch("/admin/people"), 200), /Sten/);
    const { people } = accountsReply.parse((await olga.call("GET", "/api/v1/admin/people")).body);
    assert.deepEqual(people.map((account) => account.id), [id]);
    const lifted = await olga.call("POST", `/api/v1/admin/people/${id}/lift`, { reason: "Is sorry." });
    assert.equal(accountReply.parse(lifted.body).person.suspendedAt, null);
    const back = new HttpClient(app.url);
    await read(await back.form("/sign-in", { email, password: PASSWORD }), 303);
    assert.equal(await idOf(back), id);
    const log = await read(await olga.fetch(`/admin/log?person=${id}`), 200);
    assert.match(log, /Olga suspended Sten/);
    assert.match(log, /Sells &lt;b>things/);
    assert.match(log, /Olga lifted the suspension of Sten/);
  });

  it("belong to whom the configuration names, if it names somebody", async () => {
    const email = "Looks.After@example.org";
    await using other = await startApp({ ready: "/healthz", env: { OPERATOR_EMAIL: email } });
    const first = await signedUp(other.url, "First");
    const named = new HttpClient(other.url);
    await named.call("POST", "/api/auth/sign-up/email", { name: "Named", email, password: PASSWORD });
    await read(await first.fetch("/admin"), 404);
    await read(await named.fetch("/admin"), 200);
  });
});
