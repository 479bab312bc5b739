/** Rooms for later, by the JSON API and by the pages' forms, without any script. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type MailSink, openMailSink } from "../support/mail_sink.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const ACTIVITY = { emoji: "🎂", title: "Birthday" };
const HOUR_MS = 3_600_000;

interface Room {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly opensAt: string;
  readonly endsAt: string | null;
  readonly zone: string | null;
  readonly repeats: string | null;
}

function codeOf(body: Record<string, unknown>): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}

function roomOf(body: Record<string, unknown>): Room {
  return (body as unknown as { room: Room }).room;
}

function inHours(hours: number): string {
  return new Date(Math.ceil(Date.now() / 1000) * 1000 + hours * HOUR_MS).toISOString();
}

/** As a form sends it. */
function local(iso: string): string {
  return iso.slice(0, 16);
}

describe("a room for later", () => {
  let app: RunningApp;
  let mara: HttpClient;
  let ann: HttpClient;
  let sink: MailSink;
  before(async () => {
    sink = await openMailSink();
    app = await startApp({ env: { SMTP_URL: sink.url, MAIL_FROM: "Ajar <ajar@ajar.example>" } });
    [mara, ann] = await Promise.all([signedUp(app.url, "Mara"), signedUp(app.url, "Ann")]);
  });
  after(async () => {
    await app?.stop();
    await sink?.[Symbol.asyncDispose]();
  });

  async function text(client: HttpClient, path: string): Promise<string> {
    return await (await client.fetch(path)).text();
  }

  async function made(body: Record<string, unknown>, client = mara): Promise<Room> {
    const answer = await client.call("POST", "/api/v1/rooms", { activity: ACTIVITY, ...body });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return roomOf(answer.body);
  }

  it("is made, read, moved and cancelled by the API", async () => {
    const room = await made({ opensAt: inHours(2), endsAt: inHours(3), zone: "Europe/Berlin", repeats: "weekly" });
    assert.deepEqual([room.state, room.zone, room.repeats], ["scheduled", "Europe/Berlin", "FREQ=WEEKLY"]);
    const path = `/api/v1/rooms/${room.id}`;
    const moved = roomOf((await mara.call("PATCH", path, { opensAt: inHours(5), repeats: null })).body);
    assert.equal(moved.repeats, null);
    assert.equal(Date.parse(moved.endsAt ?? "") - Date.parse(moved.opensAt), HOUR_MS);
    const door = (await ann.call("GET", `/api/v1/links/${room.code}`)).body as unknown as {
      door: { state: string; opensAt: string };
    };
    assert.deepEqual([door.door.state, door.door.opensAt], ["scheduled", moved.opensAt]);
    assert.equal((await ann.call("POST", `${path}/cancel`)).status, 404);
    assert.equal(roomOf((await mara.call("POST", `${path}/cancel`)).body).state, "ended");
    assert.equal(codeOf((await mara.call("PATCH", path, { opensAt: inHours(5) })).body), "room_ended");
  });

  it("opens at once, as before, without a start", async () => {
    const room = await made({});
    assert.deepEqual([room.state, room.endsAt, room.zone, room.repeats], ["open", null, null, null]);
  });

  it("opens by itself at its time", async () => {
    const room = await made({ opensAt: new Date(Date.now() + 1500).toISOString(), settings: { hostStarts: false } });
    assert.equal(room.state, "scheduled");
    const seats = `/api/v1/links/${room.code}/seats`;
    await until("the room to open", async () => (await ann.call("POST", seats)).status === 201);
  });

  it("is refused with a code for each thing that cannot be", async () => {
    const refused = async (body: Record<string, unknown>) => {
      const answer = await mara.call("POST", "/api/v1/rooms", { activity: ACTIVITY, ...body });
      return [answer.status, codeOf(answer.body)];
    };
    assert.deepEqual(await refused({ opensAt: inHours(-2) }), [422, "in_the_past"]);
    assert.deepEqual(await refused({ opensAt: inHours(3), endsAt: inHours(2) }), [422, "bad_end"]);
    assert.deepEqual(await refused({ opensAt: inHours(3), zone: "Mars/Olympus" }), [422, "bad_zone"]);
    assert.deepEqual(await refused({ opensAt: inHours(3), repeats: "sometimes" }), [422, "bad_rule"]);
    assert.deepEqual(await refused({ opensAt: inHours(100_000) }), [422, "bad_time"]);
    assert.deepEqual(await refused({ repeats: "daily" }), [422, "bad_time"]);
    assert.deepEqual(await refused({ opensAt: "tomorrow" }), [400, "bad_input"]);
    assert.deepEqual(await refused({ opensAt: inHours(3), repeats: "x".repeat(5000) }), [400, "bad_input"]);
  });

  it("leaves out one of its times, opens early, and closes until the next", async () => {
    const room = await made({ opensAt: inHours(2), endsAt: inHours(3), repeats: "daily" });
    const path = `/api/v1/rooms/${room.id}`;
    const skipped = roomOf((await mara.call("POST", `${path}/leave-out`, { opensAt: room.opensAt })).body);
    assert.equal(Date.parse(skipped.opensAt) - Date.parse(room.opensAt), 24 * HOUR_MS);
    assert.equal(codeOf((await mara.call("POST", `${path}/leave-out`, { opensAt: inHours(1) })).body), "bad_time");
    assert.equal(roomOf((await mara.call("POST", `${path}/open`)).body).state, "open");
    assert.equal(codeOf((await mara.call("PATCH", path, { opensAt: inHours(9) })).body), "already_open");
    const closed = roomOf((await mara.call("POST", `${path}/end`)).body);
    assert.deepEqual([closed.state, closed.code], ["scheduled", room.code]);
    assert.equal(Date.parse(closed.opensAt) - Date.parse(skipped.opensAt), 24 * HOUR_MS);
  });

  it("is coming for friends, who may ask to be told", async () => {
    const annId = String((await ann.call("GET", "/api/v1/me")).body.id);
    const maraId = String((await mara.call("GET", "/api/v1/me")).body.id);
    await mara.call("POST", "/api/v1/friends", { personId: annId });
    await ann.call("POST", `/api/v1/friends/${maraId}/accept`);
    const audience = { kind: "people", personIds: [annId] };
    const room = await made({ opensAt: inHours(2), audience, activity: { emoji: "🎷", title: "Jazz" } });
    const coming = async () =>
      ((await ann.call("GET", "/api/v1/coming")).body as unknown as {
        rooms: { id: string; reminded: boolean }[];
      }).rooms.map(({ id, reminded }) => [id, reminded]);
    assert.deepEqual(await coming(), [[room.id, false]]);
    assert.match(await text(ann, "/"), /Friends’ rooms today[\s\S]*Jazz/);
    const told = await ann.form(`/r/${room.code}/remind`, { wants: "yes" });
    assert.equal(told.status, 303);
    assert.deepEqual(await coming(), [[room.id, true]]);
    assert.match(await text(ann, `/r/${room.code}`), /You will be told when it opens/);
    assert.deepEqual((await ann.call("DELETE", `/api/v1/links/${room.code}/reminder`)).body, { reminded: false });
    const guest = new HttpClient(app.url);
    assert.equal((await guest.call("PUT", `/api/v1/links/${room.code}/reminder`)).status, 401);
    assert.equal((await guest.call("PUT", "/api/v1/links/no-such-link/reminder")).status, 404);
    assert.equal((await guest.call("GET", "/api/v1/coming")).status, 401);
  });

  it("is told to who has no account by mail, after a yes from the mailbox, without any script", async () => {
    const room = await made({ opensAt: new Date(Date.now() + 4 * 60_000).toISOString() });
    const door = `/r/${room.code}`;
    const guest = new HttpClient(app.url);
    assert.match(await text(guest, door), /<form[^>]+action="\/r\/[\w-]+\/remind"[\s\S]+name="email"/);
    const bad = await guest.form(`${door}/remind`, { email: "grandma@" });
    assert.equal(bad.status, 422);
    assert.match(await bad.text(), /value="grandma@"[\s\S]+Please enter an email address/);
    const email = `grandma-${room.id.slice(0, 8).toLowerCase().replaceAll("_", "x")}@example.org`;
    const asked = await guest.form(`${door}/remind`, { email });
    assert.deepEqual([asked.status, asked.headers.get("location")], [303, `${door}?asked`]);
    assert.match(await text(guest, `${door}?asked`), /Look into your mailbox/);
    assert.doesNotMatch(await text(guest, `${door}?asked`), /grandma/);
    const mailsTo = () => sink.mails.filter(({ to }) => to.includes(email));
    const question = await until("the question to arrive", () => mailsTo()[0] ?? null);
    assert.match(question.headers["list-unsubscribe-post"] ?? "", /One-Click/);
    const path = /\/reminders\/[\w-]+/.exec(question.raw.replaceAll("=\r\n", ""))?.[0] ?? "";
    assert.match(await text(guest, path), /Yes, tell me/);
    assert.equal(mailsTo().length, 1);
    const yes = await guest.form(path, { wants: "yes" });
    assert.deepEqual([yes.status, yes.headers.get("location")], [303, path]);
    assert.match(await text(guest, path), /You will be told by mail/);
    const told = await until("to be told", () => mailsTo()[1] ?? null);
    assert.match(told.headers.subject ?? "", /opens_in/);
    const stop = /\/notices\/stop\/[\w.-]+/.exec(told.headers["list-unsubscribe"] ?? "")?.[0] ?? "";
    // As a mail program sends it: from nowhere.
    const oneClick = await fetch(`${app.url}${stop}`, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    assert.equal(oneClick.status, 200);
    await oneClick.body?.cancel();
    assert.equal((await guest.fetch(`/reminders/${"x".repeat(22)}`)).status, 404);
    const reminder = `/api/v1/links/${room.code}/reminder`;
    assert.equal((await guest.call("POST", reminder, { email })).status, 204);
    assert.equal(codeOf((await guest.call("POST", reminder, { email: "no" })).body), "bad_email");
    assert.equal((await guest.fetch(`${door}/remind`)).status, 303);
  });

  it("takes who pressed Join on a page or a notification of ours in as soon as it opens, and nobody who was sent a link", async () => {
    const room = await made({ opensAt: inHours(2) });
    const ticked = async (client: HttpClient, query: string, from: string | null) => {
      const init = from === null ? {} : { headers: { Referer: from } };
      const page = await (await client.fetch(`/r/${room.code}${query}`, init)).text();
      return /<input type="checkbox"[^>]* checked/.test(page);
    };
    assert.equal(await ticked(ann, "?join", `${app.url}/worker.js`), true);
    assert.equal(await ticked(ann, "", `${app.url}/worker.js`), false);
    assert.equal(await ticked(ann, "?join", null), false);
    assert.equal(await ticked(ann, "?join", "https://elsewhere.example/"), false);
    assert.equal(await ticked(ann, "?join", "none"), false);
    assert.equal(await ticked(new HttpClient(app.url), "?join", `${app.url}/worker.js`), false);
  });

  it("is made by the form, which keeps what was typed when it is not taken", async () => {
    const fields = { activity: "coffee", audience: "link", when: "later", zone: "Europe/Berlin", repeats: "weekly" };
    const past = { ...fields, opens: "2020-01-01T19:00", ends: "2020-01-01T20:00" };
    const refused = await mara.form("/rooms/new", past);
    const page = await refused.text();
    assert.equal(refused.status, 422);
    assert.match(page, /That time has gone by/);
    assert.match(page, /value="2020-01-01T19:00"/);
    const opens = local(inHours(48));
    const made = await mara.form("/rooms/new", { ...fields, opens, ends: "" });
    assert.equal(made.status, 303);
    const door = await text(new HttpClient(app.url), made.headers.get("location") ?? "");
    assert.match(door, /Opens in/);
    assert.match(door, /Berlin time/);
    assert.match(door, /Every week/);
    assert.match(door, /http-equiv="refresh"/);
  });

  it("comes again until a day, or so many times, as the form says", async () => {
    const fields = { activity: "coffee", audience: "link", when: "later", zone: "Europe/Berlin", repeats: "weekly" };
    const opens = local(inHours(48));
    const times = { ...fields, opens, repeat_end: "times", until: "", times: "3" };
    const made = await mara.form("/rooms/new", times);
    assert.equal(made.status, 303);
    const door = await text(mara, made.headers.get("location") ?? "");
    assert.match(door, /Every week until/);
    const id = /\/rooms\/([\w-]+)"/.exec(door)?.[1] ?? "";
    const read = async () => roomOf((await mara.call("GET", `/api/v1/rooms/${id}`)).body);
    assert.equal((await read()).repeats, "FREQ=WEEKLY;COUNT=3");
    assert.match(await text(mara, `/rooms/${id}`), /name="times"[^>]*value="3"|value="3"[^>]*name="times"/);
    const until = opens.slice(0, 10);
    const change = { form: "schedule", ...fields, opens, ends: "", repeat_end: "until", times: "3" };
    const refused = await mara.form(`/rooms/${id}`, { ...change, until: "2020-01-01" });
    assert.equal(refused.status, 422);
    assert.match(
      await refused.text(),
      /<details[^>]* open[\s\S]+value="2020-01-01"[\s\S]+Please give a day after it first opens/,
    );
    assert.equal((await mara.form(`/rooms/${id}`, { ...change, until })).status, 303);
    assert.match((await read()).repeats ?? "", /^FREQ=WEEKLY;UNTIL=\d{8}T\d{6}Z$/);
    assert.equal((await mara.form("/rooms/new", { ...times, times: "0" })).status, 422);
  });

  it("is changed on its page, time by time", async () => {
    const room = await made({ opensAt: inHours(24), endsAt: inHours(25), repeats: "daily" });
    const path = `/rooms/${room.id}`;
    assert.match(await text(mara, path), /Its next times/);
    assert.equal((await mara.form(`${path}/leave-out`, { opens_at: room.opensAt })).status, 303);
    assert.equal((await ann.form(`${path}/leave-out`, { opens_at: room.opensAt })).status, 404);
    const backwards = { form: "schedule", opens: local(inHours(30)), ends: local(inHours(29)), zone: "UTC" };
    const refused = await mara.form(path, backwards);
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /It has to end after it begins/);
    const opens = local(inHours(72));
    assert.equal((await mara.form(path, { form: "schedule", opens, ends: "", zone: "UTC", repeats: "" })).status, 303);
    const after = roomOf((await mara.call("GET", `/api/v1/rooms/${room.id}`)).body);
    assert.deepEqual([local(after.opensAt), after.endsAt, after.repeats], [opens, null, null]);
    assert.equal((await mara.form(`${path}/cancel`, {})).status, 303);
    assert.equal((await mara.fetch(`/r/${room.code}`)).status, 410);
  });
});
