/** What holds for the site as a whole: headers, cookies, policies, forgery, escaping. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

describe("the site", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app?.stop());

  it("is alive and ready", async () => {
    const client = new HttpClient(app.url);
    assert.equal((await client.fetch("/healthz")).status, 200);
    assert.equal((await client.fetch("/readyz")).status, 200);
  });

  it("sends a content security policy with a nonce that changes, and the other headers", async () => {
    const client = new HttpClient(app.url);
    const nonces = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const response = await client.fetch("/sign-in");
      const policy = response.headers.get("content-security-policy") ?? "";
      assert.doesNotMatch(policy, /script-src[^;]*unsafe-inline/);
      assert.doesNotMatch(policy, /upgrade-insecure-requests/, "plain http has nothing to upgrade to");
      assert.equal(response.headers.get("x-content-type-options"), "nosniff");
      assert.equal(response.headers.get("referrer-policy"), "same-origin");
      assert.match(response.headers.get("x-request-id") ?? "", /\S/);
      await response.body?.cancel();
      const nonce = /nonce-([^']+)/.exec(policy)?.[1];
      if (nonce) nonces.add(nonce);
    }
    const room = await startedRoom(app.url, "plain");
    const html = await (await client.fetch(room)).text();
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(([, attributes]) => attributes ?? "");
    assert.ok(
      inline.length > 0 && inline.every((attributes) => /nonce="/.test(attributes)),
      "every inline script has its nonce",
    );
    assert.doesNotMatch(html, /\sstyle="/);
    assert.doesNotMatch(html, /\son\w+="/);
  });

  it("puts nothing on a page that tells of an error which needs a script", async () => {
    const somebody = await signedUp(app.url, "Norma");
    const missing = await somebody.fetch("/no/such/page");
    const html = await missing.text();
    assert.equal(missing.status, 404);
    assert.match(html, /Norma/);
    assert.doesNotMatch(html, /<script/);
  });

  it("sends the same headers with what ends a request by an error", async () => {
    const client = new HttpClient(app.url);
    const foreign = { method: "POST", body: new URLSearchParams(), headers: { Origin: "https://evil.example" } };
    const ends: readonly [number, string, RequestInit][] = [
      [404, "/no/such/page", {}],
      [404, "/r/AAAAAAAAAAAAAAAAAAAAAA", {}],
      [403, "/sign-out", foreign],
      [403, "/api/v1/rooms", foreign],
    ];
    for (const [status, path, init] of ends) {
      const response = await client.fetch(path, init);
      const text = await response.text();
      assert.equal(response.status, status, path);
      assert.match(response.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/, path);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
      assert.equal(response.headers.get("referrer-policy"), "same-origin", path);
      assert.match(response.headers.get("x-request-id") ?? "", /\S/, path);
      if (path.startsWith("/api/")) assert.equal(JSON.parse(text).error.code, "not_allowed");
      else assert.doesNotMatch(text, /<script|<style|\sstyle="/, "the policy would forbid it");
    }
  });

  it("ships no script on a page without islands", async () => {
    const html = await (await new HttpClient(app.url).fetch("/sign-in")).text();
    assert.doesNotMatch(html, /<script/);
  });

  it("takes no body that is larger than any of its own", async () => {
    const body = `email=${"x".repeat(20_000)}`;
    for (const path of ["/sign-in", "/sign-up", "/r/AAAAAAAAAAAAAAAAAAAAAA", "/api/auth/sign-in/email"]) {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const response = await new HttpClient(app.url).fetch(path, { method: "POST", body, headers });
      await response.body?.cancel();
      assert.equal(response.status, 413, path);
    }
  });

  it("takes a code that no database could hold for one that leads nowhere", async () => {
    const client = await signedUp(app.url, "Nulla");
    for (const path of ["/r/%00", "/api/v1/links/%00", "/api/v1/links/a%00b", "/api/v1/rooms/%00"]) {
      const response = await client.fetch(path);
      await response.body?.cancel();
      assert.equal(response.status, 404, path);
    }
  });

  it("refuses forms of another site", async () => {
    const alice = await signedUp(app.url, "Alice");
    for (
      const headers of [{ Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }, { Origin: "null" }]
    ) {
      const response = await alice.fetch("/sign-out", { method: "POST", body: new URLSearchParams(), headers });
      assert.equal(response.status, 403, JSON.stringify(headers));
      await response.body?.cancel();
    }
    assert.equal((await alice.call("GET", "/api/v1/me")).status, 200, "still signed in");
  });

  it("keeps cookies HttpOnly, SameSite and, under http, not Secure", async () => {
    const response = await fetch(new URL("/api/auth/sign-up/email", app.url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: "Cook", email: `${crypto.randomUUID()}@example.org`, password: "a door left ajar" }),
    });
    await response.body?.cancel();
    const room = await startedRoom(app.url, "cookies");
    const page = await fetch(new URL(room, app.url));
    await page.body?.cancel();
    const cookies = [...response.headers.getSetCookie(), ...page.headers.getSetCookie()];
    assert.ok(cookies.some((cookie) => cookie.startsWith("ajar_seat_")), "the join page gives a guest a seat cookie");
    for (const cookie of cookies) {
      assert.match(cookie, /HttpOnly/i);
      assert.match(cookie, /SameSite=Lax/i);
      assert.doesNotMatch(cookie, /;\s*Secure/i);
    }
  });

  it("marks cookies Secure when the public URL is https", async () => {
    await using secure = await startApp({
      publicUrl: "https://ajar.example",
      env: {
        JANUS_URL: "ws://127.0.0.1:1",
        JANUS_ADMIN_URL: "ws://127.0.0.1:1",
        JANUS_ADMIN_SECRET: "nobody listens there",
      },
      ready: "/healthz",
    });
    const response = await fetch(new URL("/api/auth/sign-up/email", secure.localUrl), {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: "https://ajar.example" },
      body: JSON.stringify({ name: "Cook", email: `${crypto.randomUUID()}@example.org`, password: "a door left ajar" }),
    });
    await response.body?.cancel();
    const cookies = response.headers.getSetCookie();
    assert.ok(cookies.length > 0 && cookies.every((cookie) => /;\s*Secure/i.test(cookie)), cookies.join("\n"));
  });

  it("cannot be broken out of by a room's or a person's name", async () => {
    const bad = `--></script><script>boom`;
    const room = await startedRoom(app.url, bad.slice(0, 40), bad);
    const html = await (await new HttpClient(app.url).fetch(room)).text();
    assert.doesNotMatch(html, /<script>boom/);
    assert.ok(html.includes("boom"), "the name is shown, escaped");
    assert.equal(html.split("--></script>").length, 1);
  });

  it("leads whoever types localhost to the name that cookies and forms go by", async () => {
    const { port } = new URL(app.url);
    const response = await fetch(`http://localhost:${port}/sign-in?next=%2Frooms%2Fnew`, { redirect: "manual" });
    await response.body?.cancel();
    assert.equal(response.status, 307);
    assert.equal(response.headers.get("location"), `${app.url}/sign-in?next=%2Frooms%2Fnew`);
  });

  it("upgrades to a socket from its own origin only", async () => {
    for (const origin of ["https://evil.example", "null", null]) {
      const response = await rawStatus(app.url, origin);
      assert.equal(response, 403, String(origin));
    }
    assert.equal(await rawStatus(app.url, new URL(app.url).origin), 101);
    const plain = await fetch(new URL("/signal", app.url));
    await plain.body?.cancel();
    assert.equal(plain.status, 426);
  });

  it("shows lost people a page, and an unknown link the same one", async () => {
    const client = new HttpClient(app.url);
    const lost = await client.fetch("/no/such/page");
    const link = await client.fetch("/r/AAAAAAAAAAAAAAAAAAAAAA");
    assert.equal(lost.status, 404);
    assert.equal(link.status, 404);
    assert.match(lost.headers.get("content-type") ?? "", /text\/html/);
    assert.match(await lost.text(), /<main/);
    assert.match(await link.text(), /<main/);
  });

  it("does not follow a foreign address after signing in", async () => {
    const client = new HttpClient(app.url);
    const email = `${crypto.randomUUID()}@example.org`;
    await client.call("POST", "/api/auth/sign-up/email", { name: "Nora", email, password: "a door left ajar" });
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      const response = await new HttpClient(app.url).form("/sign-in", { email, password: "a door left ajar", next });
      await response.body?.cancel();
      assert.equal(response.status, 303);
      const target = new URL(response.headers.get("location") ?? "", app.url);
      assert.equal(target.origin, new URL(app.url).origin, next);
    }
  });
});

/** The path of a new room's link. */
async function startedRoom(url: string, title: string, host = "Alice"): Promise<string> {
  const client = await signedUp(url, host);
  const { status, body } = await client.call("POST", "/api/v1/rooms", {
    activity: { emoji: "🎲", title },
    settings: { hostStarts: false },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return `/r/${(body as { room: { code: string } }).room.code}`;
}

/** The status of a WebSocket handshake, by hand, since browsers and fetch let nobody choose an Origin. */
async function rawStatus(url: string, origin: string | null): Promise<number> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(
    `GET /signal HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${origin === null ? "" : `Origin: ${origin}\r\n`}\r\n`,
  ));
  const buffer = new Uint8Array(64);
  const read = await connection.read(buffer) ?? 0;
  return Number(new TextDecoder().decode(buffer.subarray(0, read)).split(" ")[1]);
}
