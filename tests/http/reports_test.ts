/** Reports over HTTP: the forms as a browser without a script sends them, and the JSON API. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { LIMITS } from "../../domain/rate_limit.ts";
import { REPORT_TEXT_MAX_GRAPHEMES } from "../../domain/report.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const SPAM = { reason: "spam", text: "They sell <b>things</b>." };

describe("reports", () => {
  let app: RunningApp;
  let host: HttpClient;
  let guest: HttpClient;
  let room: { id: string; code: string };
  let [hostsSeat, guestsSeat] = ["", ""];
  before(async () => {
    app = await startApp({ ready: "/healthz" });
    host = await signedUp(app.url, "Mara");
    room = await roomOf(host, { kind: "link" });
    hostsSeat = await seatOf(host, "Mara");
    guest = new HttpClient(app.url);
    guestsSeat = await seatOf(guest, "Zoë <i>");
  });
  after(() => app?.stop());

  async function roomOf(client: HttpClient, audience: unknown): Promise<{ id: string; code: string }> {
    const { body } = await client.call("POST", "/api/v1/rooms", {
      activity: { emoji: "☕", title: "Tea & <i>" },
      audience,
      settings: { hostStarts: false },
    });
    return body.room as { id: string; code: string };
  }

  async function seatOf(client: HttpClient, nickname: string): Promise<string> {
    const { status, body } = await client.call("POST", `/api/v1/links/${room.code}/seats`, { nickname });
    assert.equal(status, 201);
    return (body.seat as { id: string }).id;
  }

  async function read(response: Response, status: number): Promise<string> {
    assert.equal(response.status, status);
    return await response.text();
  }

  it("are sent by a form, and thanked for", async () => {
    for (const path of [`/r/${room.code}/report`, `/rooms/${room.id}/report`]) {
      const html = await read(await guest.fetch(path), 200);
      assert.match(html, /Report this room/);
      assert.match(html, /Tea &amp; &lt;i/);
      const sent = await guest.form(path, SPAM);
      await sent.body?.cancel();
      assert.deepEqual([sent.status, sent.headers.get("location")], [303, `${path}?sent=yes`]);
      assert.match(await read(await guest.fetch(`${path}?sent=yes`), 200), /Thank you for telling us/);
    }
  });

  it("are about somebody inside, whom one can also block", async () => {
    const bo = await signedUp(app.url, "Bo");
    await seatOf(bo, "Bo");
    const path = `/rooms/${room.id}/report`;
    const html = await read(await bo.fetch(`${path}?seat=${hostsSeat}`), 200);
    assert.match(html, /Report Mara/);
    assert.match(html, /Also block Mara/);
    assert.match(await read(await bo.fetch(`${path}?seat=${guestsSeat}`), 200), /Report Zoë &lt;i>/);
    const sent = await bo.form(path, { ...SPAM, seat: hostsSeat, block: "yes" });
    await sent.body?.cancel();
    assert.deepEqual([sent.status, sent.headers.get("location")], [303, `${path}?sent=blocked`]);
    assert.match(await read(await bo.fetch(`${path}?sent=blocked`), 200), /blocked, too/);
    await read(await bo.fetch(`/r/${room.code}`), 404);
    await read(await bo.fetch(path), 200);
  });

  it("take 2,000 characters of any script by the form", async () => {
    const form = new FormData();
    form.set("reason", "other");
    form.set("text", "誰".repeat(REPORT_TEXT_MAX_GRAPHEMES));
    const sent = await guest.fetch(`/r/${room.code}/report`, {
      method: "POST",
      body: form,
      headers: { Origin: new URL(app.url).origin },
    });
    await read(sent, 303);
  });

  it("that cannot be taken are shown again with what was typed", async () => {
    const path = `/r/${room.code}/report`;
    const tries = [{ text: "no reason" }, { ...SPAM, reason: "boring" }, { ...SPAM, text: "x".repeat(10_000) }, {
      ...SPAM,
      text: "typed \u202E so",
    }];
    for (const fields of tries) {
      const html = await read(await guest.form(path, fields as Record<string, string>), 422);
      assert.match(html, /role="alert"/);
      assert.match(html, /Report this room/);
      assert.ok(html.includes(fields.text.slice(0, 5)));
    }
    await read(await guest.form(path, { ...SPAM, seat: "a b" }), 422);
    await read(await guest.form(path, { ...SPAM, text: "x".repeat(20_000) }), 413);
  });

  it("are sent by the API", async () => {
    const sent = await guest.call("POST", "/api/v1/reports", { code: room.code, ...SPAM });
    assert.deepEqual([sent.status, sent.body], [201, { blocked: false }]);
    const about = await guest.call("POST", "/api/v1/reports", { roomId: room.id, seatId: hostsSeat, ...SPAM });
    assert.deepEqual([about.status, about.body], [201, { blocked: false }]);
  });

  it("are refused by the API with a code", async () => {
    const code = async (body: unknown, client = guest) => {
      const answer = await client.call("POST", "/api/v1/reports", body);
      return `${answer.status} ${(answer.body.error as { code: string } | undefined)?.code}`;
    };
    const at = { code: room.code };
    const cases: [unknown, string][] = [
      [{ ...SPAM }, "400 bad_input"],
      [{ ...SPAM, ...at, roomId: room.id }, "400 bad_input"],
      [{ ...SPAM, code: "a\0" }, "400 bad_input"],
      [{ ...SPAM, ...at, seatId: 7 }, "400 bad_input"],
      [{ ...SPAM, ...at, more: 1 }, "400 bad_input"],
      [{ ...at }, "400 bad_input"],
      ["all", "400 bad_input"],
      [{ ...SPAM, ...at, text: "x".repeat(20_000) }, "400 bad_input"],
      [{ ...SPAM, ...at, reason: "boring" }, "422 bad_report"],
      [{ ...SPAM, ...at, text: "x".repeat(10_000) }, "422 bad_report"],
      [{ ...SPAM, ...at, text: "a\u0007b" }, "422 bad_report"],
      [{ ...SPAM, code: "AAAAAAAAAAAAAAAAAAAAAA" }, "404 not_found"],
      [{ ...SPAM, roomId: "none" }, "404 not_found"],
      [{ ...SPAM, ...at, seatId: "none" }, "404 not_found"],
      [{ ...SPAM, ...at, seatId: guestsSeat }, "422 is_oneself"],
    ];
    for (const [body, expected] of cases) assert.equal(await code(body), expected, JSON.stringify(body).slice(0, 90));
    const outside = new HttpClient(app.url);
    assert.equal(await code({ ...SPAM, roomId: room.id }, outside), "404 not_found");
    assert.equal(await code({ ...SPAM, ...at, seatId: guestsSeat }, outside), "404 not_found");
  });

  it("of a hidden room look like those of none", async () => {
    const hidden = await roomOf(host, { kind: "friends" });
    const stranger = await signedUp(app.url, "Sten");
    for (const path of [`/rooms/${hidden.id}/report`, "/rooms/none/report", "/r/none/report", "/rooms/%00/report"]) {
      for (const query of ["", "?sent=yes", "?seat=none", "?seat=%00"]) {
        await read(await stranger.fetch(path + query), 404);
      }
      await read(await stranger.form(path, SPAM), 404);
    }
  });

  it("have a limit, and say when it goes on", async () => {
    const eager = await signedUp(app.url, "Ella");
    const body = { code: room.code, ...SPAM };
    for (let time = 0; time < (LIMITS.report.account?.times ?? 0); time++) {
      assert.equal((await eager.call("POST", "/api/v1/reports", body)).status, 201);
    }
    assert.equal((await eager.call("POST", "/api/v1/reports", body)).status, 429);
    const form = await eager.form(`/r/${room.code}/report`, SPAM);
    assert.ok(Number(form.headers.get("retry-after")) > 0);
    assert.match(await read(form, 429), /They sell/);
  });
});
