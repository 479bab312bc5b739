/** The pages' forms, as a browser without a script sends them. */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

const PASSWORD = "a door left ajar";

describe("the pages", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app?.stop());

  it("sign somebody up, in and out again, and lead on to where they wanted to go", async () => {
    const client = new HttpClient(app.url);
    const email = `${crypto.randomUUID()}@example.org`;
    const up = await client.form("/sign-up", { name: "Noor", email, password: PASSWORD, next: "/rooms/new" });
    assert.deepEqual([up.status, up.headers.get("location")], [303, "/rooms/new"]);
    assert.match(await text(await client.fetch("/")), /Hello, Noor/);
    assert.equal((await client.fetch("/sign-in")).status, 303, "who is signed in needs no sign-in page");
    const out = await client.form("/sign-out", {});
    assert.deepEqual([out.status, out.headers.get("location")], [303, "/"]);
    assert.doesNotMatch(await text(await client.fetch("/")), /Noor/);
    const back = await client.form("/sign-in", { email, password: PASSWORD, next: "/" });
    assert.deepEqual([back.status, back.headers.get("location")], [303, "/"]);
    assert.match(await text(await client.fetch("/")), /Hello, Noor/);
  });

  it("show a wrong sign-up again beside the field, keeping all but the password", async () => {
    const taken = `${crypto.randomUUID()}@example.org`;
    await text(await new HttpClient(app.url).form("/sign-up", { name: "First", email: taken, password: PASSWORD }));
    const good = { name: "Noor", email: `${crypto.randomUUID()}@example.org`, password: PASSWORD };
    const cases: readonly [string, Record<string, string>][] = [
      ["name", { ...good, name: "   " }],
      ["name", { ...good, name: "x".repeat(400) }],
      ["name", { ...good, name: "a\u202Eb" }],
      ["email", { ...good, email: "nobody" }],
      ["email", { ...good, email: "" }],
      ["email", { ...good, email: taken }],
      ["password", { ...good, password: "short" }],
      ["password", { name: good.name, email: good.email }],
    ];
    for (const [field, fields] of cases) {
      const response = await new HttpClient(app.url).form("/sign-up", fields);
      const html = await text(response);
      const told = `${field}: ${JSON.stringify(fields)}`;
      assert.equal(response.status, 422, told);
      assert.deepEqual(invalidFields(html), [field], told);
      if (field !== "email") assert.ok(html.includes(`value="${good.email}"`), told);
      assert.ok(!html.includes(PASSWORD) && !html.includes("short"), "a password never comes back");
    }
  });

  it("do not tell whether an address has an account", async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await text(await new HttpClient(app.url).form("/sign-up", { name: "Known", email, password: PASSWORD }));
    const unknown = `${crypto.randomUUID()}@example.org`;
    const answers: string[] = [];
    for (const address of [email, unknown]) {
      const response = await new HttpClient(app.url).form("/sign-in", { email: address, password: "not the one" });
      assert.equal(response.status, 422);
      answers.push((await text(response)).replaceAll(address, "ADDRESS"));
    }
    assert.equal(answers[0], answers[1]);
  });

  it("start a room from a suggestion or from one's own words, and end it", async () => {
    const client = await signedUp(app.url, "Mara");
    const suggested = await client.form("/rooms/new", { activity: "coffee", emoji: "", title: "" });
    assert.match(suggested.headers.get("location") ?? "", /^\/r\/[\w-]{22,}$/);
    const own = await client.form("/rooms/new", { activity: "own", emoji: "🧇", title: "Waffles <i>" });
    assert.equal(own.status, 303);
    const link = own.headers.get("location") ?? "";
    const home = await text(await client.fetch("/"));
    assert.match(home, /Coffee/);
    assert.match(home, /Waffles &lt;i/);
    assert.ok(home.includes(`value="${app.url}${link}"`), "the link stands there to be copied");

    const [, path = ""] = /action="(\/rooms\/[^"]+\/end)"/.exec(home) ?? [];
    const stranger = await signedUp(app.url, "Mallory");
    assert.equal((await stranger.form(path, {})).status, 404);
    for (let times = 0; times < 2; times++) assert.equal((await client.form(path, {})).status, 303);
    assert.match(await text(await client.fetch("/")), /Earlier/);
    const ended = await client.fetch(link);
    assert.deepEqual([ended.status, /has ended/.test(await text(ended))], [410, true]);
  });

  it("show a wrong activity again with what was typed", async () => {
    const client = await signedUp(app.url, "Mara");
    for (const [emoji, title] of [["no", "Waffles"], ["🧇", ""], ["🧇", "x".repeat(41)], ["🧇🧇", "Two"]]) {
      const response = await client.form("/rooms/new", { activity: "own", emoji: emoji ?? "", title: title ?? "" });
      const html = await text(response);
      assert.equal(response.status, 422, `${emoji} ${title}`);
      assert.deepEqual(invalidFields(html), ["emoji", "title"]);
      assert.ok(
        [emoji, title].every((typed) => typed === "" || html.includes(`value="${typed}"`)),
        "what was typed stays",
      );
    }
    assert.equal((await client.form("/rooms/new", { activity: "no such key", emoji: "", title: "" })).status, 422);
  });

  it("send who is not signed in to sign in first", async () => {
    const client = new HttpClient(app.url);
    const got = await client.fetch("/rooms/new");
    const posted = await client.form("/rooms/new", { activity: "coffee" });
    for (const response of [got, posted]) {
      assert.deepEqual([response.status, response.headers.get("location")], [303, "/sign-in?next=%2Frooms%2Fnew"]);
    }
  });

  it("tell link previews what the room is, and search engines to stay out", async () => {
    const host = await signedUp(app.url, "Mara");
    const made = await host.form("/rooms/new", { activity: "own", emoji: "🧇", title: `Waffles "&` });
    const response = await fetch(new URL(made.headers.get("location") ?? "", app.url));
    const html = await text(response);
    assert.match(html, /<meta property="og:title" content="🧇 Waffles &quot;&amp;, with Mara"/);
    assert.match(html, /<title>🧇 Waffles/);
    assert.match(response.headers.get("x-robots-tag") ?? "", /noindex/);
    assert.match(response.headers.get("cache-control") ?? "", /private/);
  });

  it("take a body that is no form calmly", async () => {
    const client = new HttpClient(app.url);
    const headers = { Origin: app.url, "Content-Type": "text/plain" };
    const response = await client.fetch("/sign-in", { method: "POST", body: "{", headers });
    assert.equal(response.status, 400);
    assert.match(await text(response), /<main/);
  });
});

function text(response: Response): Promise<string> {
  return response.text();
}

/** The ids of the inputs that are marked wrong, each with an error that really stands on the page. */
function invalidFields(html: string): readonly string[] {
  return [...html.matchAll(/<input[^>]*>/g)].map(([input]) => input)
    .filter((input) => input.includes(`aria-invalid="true"`))
    .map((input) => {
      const [error = ""] = (/aria-describedby="([^"]+)"/.exec(input)?.[1] ?? "").split(" ");
      assert.ok(html.includes(`id="${error}"`), `the error of ${input}`);
      return / id="([^"]+)"/.exec(input)?.[1] ?? "";
    });
}
