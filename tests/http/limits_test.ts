/** Who has had enough is told so, and when to come again: on pages and in the JSON API. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { LIMITS } from "../../domain/rate_limit.ts";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

describe("limits", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp({ ready: "/healthz" });
  });
  after(() => app?.stop());

  function waits(response: Response): boolean {
    const seconds = Number(response.headers.get("retry-after"));
    return response.status === 429 && seconds > 0 && Number.isInteger(seconds);
  }

  it("signing in, by the page and by the call, with one count for both", async () => {
    const client = new HttpClient(app.url);
    const times = LIMITS.sign_in.account?.times ?? 0;
    for (let time = 0; time < times; time++) {
      const guess = await client.form("/sign-in", { email: "nobody@example.org", password: `guess ${time}` });
      await guess.body?.cancel();
      assert.equal(guess.status, 422);
    }
    const page = await client.form("/sign-in", { email: "nobody@example.org", password: "one more" });
    assert.ok(waits(page));
    assert.match(await page.text(), /wait a moment/);
    const call = await client.fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email: "nobody@example.org", password: "another" }),
    });
    await call.body?.cancel();
    assert.ok(waits(call));
  });

  it("starting rooms, by the call and by the page", async () => {
    const alice = await signedUp(app.url, "Alice");
    const body = { activity: { emoji: "☕", title: "Coffee" } };
    for (let time = 0; time < (LIMITS.create_room.account?.times ?? 0); time++) {
      assert.equal((await alice.call("POST", "/api/v1/rooms", body)).status, 201);
    }
    const call = await alice.fetch("/api/v1/rooms", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    assert.ok(waits(call));
    assert.equal((await call.json()).error.code, "too_many_requests");
    const page = await alice.form("/rooms/new", { activity: "own", emoji: "☕", title: "Coffee" });
    assert.ok(waits(page));
    assert.match(await page.text(), /wait a moment/);
  });
});
