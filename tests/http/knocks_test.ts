/** Knocking without a socket: by the JSON API, and by forms as a browser without a script sends them. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { answeredKnockReply, knocksReply, maybeKnockReply, ownKnockReply } from "../../protocol/knocks.ts";
import { noticesReply } from "../../protocol/notices.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";

const ACTIVITY = { emoji: "🎲", title: "Board games" };

describe("knocking over HTTP", () => {
  let app: RunningApp;
  let host: HttpClient;
  before(async () => {
    app = await startApp({ ready: "/healthz" });
    host = await signedUp(app.url, "Mara");
  });
  after(() => app?.stop());

  /** A room that nobody comes into before the host. */
  async function closedRoom(): Promise<{ id: string; code: string }> {
    const { status, body } = await host.call("POST", "/api/v1/rooms", { activity: ACTIVITY });
    assert.equal(status, 201);
    return body.room as { id: string; code: string };
  }

  function codeOf({ status, body }: { status: number; body: Record<string, unknown> }): string {
    return `${status} ${(body as { error?: { code?: string } }).error?.code}`;
  }

  async function heard(roomId: string) {
    const { status, body } = await host.call("GET", `/api/v1/rooms/${roomId}/knocks`);
    assert.equal(status, 200);
    return knocksReply.parse(body).knocks;
  }

  it("goes from the knock to the seat", async () => {
    const { id, code } = await closedRoom();
    const bo = new HttpClient(app.url);
    const mine = `/api/v1/links/${code}/knocks/mine`;
    assert.equal(maybeKnockReply.parse((await bo.call("GET", mine)).body).knock, null);
    const knocked = await bo.call("POST", `/api/v1/links/${code}/knocks`, { nickname: "Bo", line: "It is me" });
    assert.equal(knocked.status, 201);
    assert.deepEqual(ownKnockReply.parse(knocked.body).knock, {
      state: "waiting",
      againInSeconds: 30,
      line: "It is me",
    });
    const [knock] = await heard(id);
    assert.deepEqual([knock?.name, knock?.kind, knock?.line, knock?.state], ["Bo", "guest", "It is me", "waiting"]);

    const path = `/api/v1/rooms/${id}/knocks/${knock?.id}/answer`;
    assert.equal(codeOf(await bo.call("POST", path, { answer: "in" })), "404 not_found");
    assert.equal(codeOf(await host.call("POST", path, { answer: "maybe" })), "400 bad_input");
    assert.equal((await host.call("POST", path, { answer: "minute" })).status, 200);
    assert.equal(maybeKnockReply.parse((await bo.call("GET", mine)).body).knock?.state, "minute");
    const answered = await host.call("POST", path, { answer: "in" });
    assert.deepEqual(answeredKnockReply.parse(answered.body).knock, { id: knock?.id, name: "Bo", state: "in" });
    assert.equal(maybeKnockReply.parse((await bo.call("GET", mine)).body).knock?.state, "in");
    assert.deepEqual(await heard(id), []);
    const seat = await bo.call("POST", `/api/v1/links/${code}/seats`, {});
    assert.equal(seat.status, 201);
    assert.equal((seat.body as { seat: { name: string } }).seat.name, "Bo");
    await until(
      "the knock is over",
      async () => maybeKnockReply.parse((await bo.call("GET", mine)).body).knock?.state === null,
    );
  });

  it("refuses with a code and says when to come again", async () => {
    const { id, code } = await closedRoom();
    const knocks = `/api/v1/links/${code}/knocks`;
    const bo = new HttpClient(app.url);
    assert.equal(codeOf(await bo.call("POST", knocks, { nickname: "Bo", line: "x".repeat(201) })), "422 bad_text");
    assert.equal(codeOf(await bo.call("POST", knocks, { nickname: "Bo", line: "x".repeat(10_000) })), "400 bad_input");
    assert.equal(codeOf(await bo.call("POST", knocks, { nickname: "  " })), "422 bad_nickname");
    assert.equal(codeOf(await bo.call("POST", knocks, { nick: "Bo" })), "400 bad_input");
    assert.equal(codeOf(await bo.call("POST", "/api/v1/links/no-such/knocks", {})), "404 not_found");
    assert.equal(codeOf(await bo.call("GET", "/api/v1/links/no-such/knocks/mine")), "404 not_found");
    assert.equal(codeOf(await bo.call("GET", `/api/v1/rooms/${id}/knocks`)), "404 not_found");
    assert.equal((await bo.call("POST", knocks, { nickname: "Bo" })).status, 201);
    const soon = await bo.fetch(knocks, {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json" },
    });
    assert.equal(soon.status, 429);
    const seconds = Number(soon.headers.get("retry-after"));
    assert.ok(seconds > 0 && seconds <= 30, `${seconds} s`);
    await soon.body?.cancel();
    assert.equal((await heard(id)).length, 1);
  });

  it("tells a host who is elsewhere, with the way to the room's page", async () => {
    const alone = await signedUp(app.url, "Alone");
    const { body } = await alone.call("POST", "/api/v1/rooms", { activity: ACTIVITY });
    const room = body.room as { id: string; code: string };
    const bo = new HttpClient(app.url);
    assert.equal((await bo.call("POST", `/api/v1/links/${room.code}/knocks`, { nickname: "Bo <i>" })).status, 201);
    const read = async () => noticesReply.parse((await alone.call("GET", "/api/v1/notices")).body);
    await until("the host is told", async () => (await read()).unread === 1);
    const [notice] = (await read()).notices;
    assert.deepEqual([notice?.kind, notice?.about, notice?.guestName, notice?.roomCode], [
      "knock",
      null,
      "Bo <i>",
      room.code,
    ]);
    const html = await (await alone.fetch("/notices")).text();
    assert.match(html, /Bo &lt;i>? knocked at “Board games”/);
    const [, path = ""] = /action="(\/notices\/[^"]+)"/.exec(html) ?? [];
    const opened = await alone.form(path, {});
    assert.equal(opened.headers.get("location"), `/rooms/${room.id}`);
  });

  it("is made by a form, which leads back to the door and says how it stands there", async () => {
    const { code } = await closedRoom();
    const door = `/r/${code}`;
    const bo = new HttpClient(app.url);
    const page = await (await bo.fetch(door)).text();
    assert.match(page, new RegExp(`<form[^>]*action="${door}/knock"`));
    const fields = { nickname: "Bo <b>", line: "It is <i>me" };
    for (
      const [bad, said] of [
        [{ ...fields, nickname: " " }, "1 to 40 characters"],
        [{ ...fields, nickname: "x".repeat(400) }, "1 to 40 characters"],
        [{ ...fields, line: "x".repeat(201) }, "too long"],
        [{ ...fields, line: "x".repeat(10_000) }, "too long"],
      ] as const
    ) {
      const again = await bo.form(`${door}/knock`, bad);
      assert.deepEqual([again.status, (await again.text()).includes(said)], [422, true], said);
    }
    const knocked = await bo.form(`${door}/knock`, fields);
    assert.deepEqual([knocked.status, knocked.headers.get("location")], [303, door]);
    const html = await (await bo.fetch(door)).text();
    assert.match(html, /Waiting for Mara/);
    assert.match(html, /“It is &lt;i>?/);
    assert.match(html, /<noscript><meta http-equiv="refresh" content="30;url=\/r\//);
    assert.doesNotMatch(html, /Knock again/);
    const soon = await bo.form(`${door}/knock`, { line: "" });
    assert.deepEqual([soon.status, Number(soon.headers.get("retry-after")) > 0], [429, true]);
    await soon.body?.cancel();
    const moved = await bo.fetch(`${door}/knock`);
    assert.deepEqual([moved.status, moved.headers.get("location")], [303, door]);
    for (const path of ["/r/no-such-room/knock", "/r/no%00such/knock"]) {
      const nowhere = await bo.form(path, fields);
      assert.equal(nowhere.status, 404, path);
      await nowhere.body?.cancel();
    }
  });

  it("is answered by a form, which leads back", async () => {
    const { id, code } = await closedRoom();
    for (const name of ["Bo", "Cy"]) {
      assert.equal(
        (await new HttpClient(app.url).call("POST", `/api/v1/links/${code}/knocks`, { nickname: name })).status,
        201,
      );
    }
    const [first, second] = await heard(id);
    const path = (knock?: { id: string }) => `/rooms/${id}/knocks/${knock?.id}/answer`;
    const page = await (await host.fetch(`/rooms/${id}`)).text();
    assert.match(page, /At the door[^]*Bo knocks[^]*Cy knocks/);
    assert.equal(page.split(`action="${path(first)}"`).length - 1, 4, "one form for each answer");
    const stranger = await signedUp(app.url, "Mallory");
    assert.equal((await stranger.form(path(first), { answer: "in" })).status, 404);
    assert.equal((await host.form(path(first), { answer: "perhaps" })).status, 400);
    const answered = await host.form(path(first), { answer: "in" });
    assert.deepEqual([answered.status, answered.headers.get("location")], [303, `/rooms/${id}`]);
    const gone = await host.form(path(first), { answer: "no" });
    assert.equal(gone.headers.get("location"), `/rooms/${id}`, "who was let in stays let in");
    const back = await host.form(path(second), { answer: "no", back: `/r/${code}` });
    assert.deepEqual([back.status, back.headers.get("location")], [303, `/r/${code}`]);
    const evil = await host.form(path(second), { answer: "no", back: "//evil.example" });
    assert.equal(evil.headers.get("location"), "/");
    assert.deepEqual(await heard(id), []);
  });
});
