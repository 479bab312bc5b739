import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { App, type Context, csp, csrf, HttpError, type Middleware, page, trailingSlashes } from "./mod.ts";
import { Head } from "./runtime.ts";

interface State {
  trail: string[];
}

type Handler = (request: Request) => Promise<Response>;

function ask(handler: Handler, path: string, init?: RequestInit): Promise<Response> {
  return handler(new Request(`http://localhost${path}`, init));
}

async function textOf(handler: Handler, path: string, init?: RequestInit): Promise<string> {
  return await (await ask(handler, path, init)).text();
}

function mark(name: string): Middleware<State> {
  return (ctx) => {
    ctx.state.trail = [...(ctx.state.trail ?? []), name];
    return ctx.next();
  };
}

function showTrail(ctx: Context<State>): Response {
  return ctx.json(ctx.state.trail ?? []);
}

describe("App", () => {
  it("runs what was added first first, and what was added later not at all", async () => {
    const handler = new App<State>().use(mark("one")).use("/a", mark("a")).get("/a/b", mark("own"), showTrail)
      .use(mark("late")).get("/late", showTrail).handler();
    assert.deepEqual(await (await ask(handler, "/a/b")).json(), ["one", "a", "own"]);
    assert.deepEqual(await (await ask(handler, "/late")).json(), ["one", "late"]);
  });

  it("answers by method, HEAD by GET without the body, OPTIONS with what is allowed, others with 405", async () => {
    const handler = new App().get("/x", (ctx) => ctx.text("got", { headers: { "x-a": "1" } }))
      .post("/x", (ctx) => ctx.text("posted")).handler();
    assert.equal(await textOf(handler, "/x", { method: "POST" }), "posted");
    const head = await ask(handler, "/x", { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("x-a"), await head.text()], [200, "1", ""]);
    const options = await ask(handler, "/x", { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, POST, HEAD"]);
    assert.equal((await ask(handler, "/x", { method: "DELETE" })).status, 405);
    assert.equal((await ask(handler, "/y")).status, 404);
  });

  it("answers 405 for a method that a route's object does not have", async () => {
    const handler = new App().route("/r", { handler: { POST: () => new Response("ok") } }).handler();
    assert.equal((await ask(handler, "/r")).status, 405);
    assert.equal((await ask(handler, "/r", { method: "POST" })).status, 200);
  });

  it("decodes parameters, keeps a malformed one, and prefers fixed paths to patterns", async () => {
    const handler = new App().get("/p/:id", (ctx) => ctx.json([ctx.route, ctx.params]))
      .get("/p/fixed", (ctx) => ctx.text("fixed")).get("/all/:rest*", (ctx) => ctx.json(ctx.params)).handler();
    assert.deepEqual(await (await ask(handler, "/p/%C3%A9%20b")).json(), ["/p/:id", { id: "é b" }]);
    assert.deepEqual(await (await ask(handler, "/p/%E0%A4%A")).json(), ["/p/:id", { id: "%E0%A4%A" }]);
    assert.equal(await textOf(handler, "/p/fixed"), "fixed");
    assert.deepEqual(await (await ask(handler, "/all")).json(), { rest: "" });
    assert.deepEqual(await (await ask(handler, "/all/a/b")).json(), { rest: "a/b" });
  });

  it("collapses double slashes and honours the base path", async () => {
    const handler = new App({ basePath: "/base" }).get("/a/b", (ctx) => ctx.text(ctx.url.pathname)).handler();
    assert.equal(await textOf(handler, "//base//a///b"), "/base/a/b");
    assert.equal((await ask(handler, "/a/b")).status, 404);
  });

  it("believes forwarded headers only when told to", async () => {
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "ajar.example" };
    const trusting = new App({ trustProxy: true }).get("/", (ctx) => ctx.text(ctx.url.href)).handler();
    const wary = new App().get("/", (ctx) => ctx.text(ctx.url.href)).handler();
    const request = new Request("http://127.0.0.1:8000/", { headers });
    assert.equal(await (await trusting(request)).text(), "https://ajar.example/");
    assert.equal(await (await wary(request)).text(), "http://127.0.0.1:8000/");
  });

  it("mounts an app below a path, with its middlewares", async () => {
    const inner = new App<State>().use(mark("inner")).get("/x", showTrail).get("/", showTrail);
    const handler = new App<State>().use(mark("outer")).mountApp("/in", inner).get("/out", showTrail).handler();
    assert.deepEqual(await (await ask(handler, "/in/x")).json(), ["outer", "inner"]);
    assert.deepEqual(await (await ask(handler, "/in")).json(), ["outer", "inner"]);
    assert.deepEqual(await (await ask(handler, "/out")).json(), ["outer"]);
  });

  it("hands errors to the nearest error route, and leaves them in ctx.error", async () => {
    const handler = new App()
      .onError("*", (ctx) => ctx.text(`root ${String(ctx.error)}`, { status: 500 }))
      .onError("/in", { component: ({ error }) => <b>inner {error instanceof HttpError ? error.status : "?"}</b> })
      .get("/in/a", () => {
        throw new HttpError(418, "teapot");
      })
      .get("/b", () => {
        throw new Error("boom");
      }).handler();
    const inner = await ask(handler, "/in/a");
    assert.equal(inner.status, 418);
    assert.match(await inner.text(), /<b>inner 418<\/b>/);
    assert.equal(await textOf(handler, "/b"), "root Error: boom");
  });

  it("turns an error in a component into the error page, and a 404 into the not-found page", async () => {
    const handler = new App()
      .notFound({ component: () => <i>lost</i> })
      .onError("*", { component: () => <i>broken</i> })
      .route("/x", {
        component: () => {
          throw new Error("in a component");
        },
      })
      .route("/y", { component: () => <p>y</p>, handler: () => page(undefined, { status: 202 }) })
      .handler();
    const broken = await ask(handler, "/x");
    assert.equal(broken.status, 500);
    assert.match(await broken.text(), /broken/);
    const lost = await ask(handler, "/nowhere");
    assert.equal(lost.status, 404);
    assert.match(await lost.text(), /lost/);
    assert.equal((await ask(handler, "/y")).status, 202);
  });

  it("redirects without letting a path name another host", async () => {
    const handler = new App().get("/", (ctx) => ctx.redirect(ctx.url.searchParams.get("to") ?? "/")).handler();
    async function target(to: string): Promise<string> {
      const location = (await ask(handler, `/?to=${encodeURIComponent(to)}`)).headers.get("location") ?? "";
      return new URL(location, "http://localhost/").href;
    }
    assert.equal(await target("//evil.example/a//b?next=//x"), "http://localhost/evil.example/a/b?next=//x");
    assert.equal(await target("/\\evil.example"), "http://localhost/evil.example");
    assert.equal(await target("/\t/evil.example"), "http://localhost/evil.example");
    assert.equal(await target("https://other.example/"), "https://other.example/");
  });

  it("wraps pages in layouts and the app, outermost last, unless told to skip them", async () => {
    const handler = new App()
      .appWrapper(({ Component }) => (
        <html>
          <head />
          <body>
            <Component />
          </body>
        </html>
      ))
      .layout("/a", ({ Component }) => (
        <div id="a">
          <Component />
        </div>
      ))
      .layout("/a/b", async ({ Component }) =>
        await Promise.resolve(
          <div id="b">
            <Component />
          </div>,
        ))
      .route("/a/b/x", { component: () => <p>x</p> })
      .route("/a/b/bare", {
        component: () => <p>bare</p>,
        config: { skipInheritedLayouts: true, skipAppWrapper: true },
      })
      .handler();
    assert.match(await textOf(handler, "/a/b/x"), /<body><div id="a"><div id="b"><p>x<\/p><\/div><\/div><\/body>/);
    assert.doesNotMatch(await textOf(handler, "/a/b/bare"), /<div/);
  });

  it("lets an async component answer with a Response", async () => {
    const handler = new App().route("/", {
      component: async () => await Promise.resolve(new Response("mine", { status: 203 })),
    }).handler();
    const response = await ask(handler, "/");
    assert.deepEqual([response.status, await response.text()], [203, "mine"]);
  });

  it("streams strings and bytes", async () => {
    const handler = new App().get("/", (ctx) =>
      ctx.stream(function* () {
        yield "é";
        yield new Uint8Array([33]);
      })).handler();
    assert.equal(await textOf(handler, "/"), "é!");
  });

  it("upgrades to a WebSocket, managed and bare, and refuses other requests with 400", async () => {
    const handler = new App()
      .ws("/managed", { message: (socket, event) => socket.send(`echo ${event.data}`) })
      .get("/bare", (ctx) => {
        const { socket, response } = ctx.upgrade({ protocol: "v1", idleTimeout: 30 });
        socket.onopen = () => socket.send("bare");
        return response;
      }).handler();
    assert.equal((await ask(handler, "/managed")).status, 400);
    await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handler);
    const base = `ws://127.0.0.1:${server.addr.port}`;
    assert.equal(await firstMessage(new WebSocket(`${base}/managed`), "hi"), "echo hi");
    const bare = new WebSocket(`${base}/bare`, "v1");
    assert.equal(await firstMessage(bare), "bare");
    assert.equal(bare.protocol, "v1");
  });
});

async function firstMessage(socket: WebSocket, send?: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  socket.onopen = () => send === undefined || socket.send(send);
  socket.onerror = () => reject(new Error("the socket failed"));
  socket.onmessage = (event) => resolve(event.data);
  const message = await promise;
  const closed = Promise.withResolvers<void>();
  socket.onclose = () => closed.resolve();
  socket.close();
  await closed.promise;
  return message;
}

describe("documents", () => {
  it("put what is in Head into the head, replacing what is the same thing", async () => {
    const handler = new App()
      .appWrapper(({ Component }) => (
        <html>
          <head>
            <title>App</title>
            <meta name="description" content="app" />
            <meta name="robots" content="none" />
          </head>
          <body>
            <Component />
          </body>
        </html>
      ))
      .route("/", {
        component: () => (
          <p>
            <Head>
              <title>Page</title>
              <meta name="description" content="page" />
              <link rel="canonical" href="/a&b" />
            </Head>
            text
          </p>
        ),
      }).handler();
    const html = await textOf(handler, "/");
    assert.equal(html.match(/<title>/g)?.length, 1);
    assert.match(html, /<title>Page<\/title><meta name="description" content="page"\/>/);
    assert.match(html, /<meta name="robots" content="none"\/><link rel="canonical" href="\/a&amp;b"\/><\/head>/);
    assert.match(html, /<p>text<\/p>/);
  });

  it("are completed when a page has no html element of its own", async () => {
    const handler = new App().route("/", { component: () => <p>x</p> }).handler();
    assert.equal(
      await textOf(handler, "/"),
      '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>x</p></body></html>',
    );
  });
});

describe("csp()", () => {
  const style = <style>{"p{}"}</style>;

  it("gives every response its own nonce, in the header and on scripts and styles, constants included", async () => {
    const handler = new App().use(csp({ useNonce: true, csp: ["frame-src 'self'"] }))
      .route("/", {
        component: () => (
          <main>
            {style}
            <script src="/x.js" />
          </main>
        ),
      }).handler();
    const seen = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const response = await ask(handler, "/");
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'self' 'nonce-(\w+)'/.exec(policy)?.[1] ?? "";
      seen.add(nonce);
      assert.ok(policy.includes(`style-src 'self' 'nonce-${nonce}'`));
      assert.ok(policy.endsWith("upgrade-insecure-requests; frame-src 'self'"));
      const html = await response.text();
      assert.deepEqual([...html.matchAll(/nonce="(\w+)"/g)].map((match) => match[1]), [nonce, nonce]);
    }
    assert.equal(seen.size, 2);
  });

  it("reports only when told to", async () => {
    const handler = new App().use(csp({ reportOnly: true, reportTo: "/csp" })).get("/", (ctx) => ctx.text(""))
      .handler();
    const { headers } = await ask(handler, "/");
    assert.match(headers.get("content-security-policy-report-only") ?? "", /'unsafe-inline'.*report-uri \/csp$/);
    assert.equal(headers.get("reporting-endpoints"), 'csp-endpoint="/csp"');
    assert.equal(headers.has("content-security-policy"), false);
  });

  it("reaches responses whose headers cannot be changed", async () => {
    const handler = new App().use(csp()).get("/", () => Response.redirect("http://localhost/a")).handler();
    const response = await ask(handler, "/");
    assert.equal(response.status, 302);
    assert.ok(response.headers.has("content-security-policy"));
  });
});

describe("csrf()", () => {
  const handler = new App().use(csrf()).all("/", (ctx) => ctx.text("ok")).handler();
  const cases: [string, Record<string, string>, number][] = [
    ["GET", { "sec-fetch-site": "cross-site", origin: "http://evil.example" }, 200],
    ["POST", { "sec-fetch-site": "same-origin" }, 200],
    ["POST", { "sec-fetch-site": "none" }, 200],
    ["POST", { "sec-fetch-site": "cross-site" }, 403],
    ["POST", { "sec-fetch-site": "same-site", origin: "http://sub.localhost" }, 403],
    ["POST", { "sec-fetch-site": "cross-site", origin: "http://localhost" }, 200],
    ["DELETE", { origin: "http://evil.example" }, 403],
    ["DELETE", { origin: "http://localhost" }, 200],
    ["POST", { origin: "null" }, 403],
    ["POST", {}, 200],
  ];
  for (const [method, headers, status] of cases) {
    it(`answers ${status} to ${method} with ${JSON.stringify(headers)}`, async () => {
      assert.equal((await ask(handler, "/", { method, headers })).status, status);
    });
  }

  it("takes the allowed origins from its options", async () => {
    const strict = new App().use(csrf({ origin: ["https://ajar.example"] })).post("/", (ctx) => ctx.text("")).handler();
    const allowed = { method: "POST", headers: { origin: "https://ajar.example" } };
    const refused = { method: "POST", headers: { origin: "http://localhost" } };
    assert.deepEqual([(await ask(strict, "/", allowed)).status, (await ask(strict, "/", refused)).status], [200, 403]);
  });
});

describe("trailingSlashes()", () => {
  it("redirects to the canonical form and leaves the root alone", async () => {
    const never = new App().use(trailingSlashes("never")).get("/", (ctx) => ctx.text("root")).handler();
    const always = new App().use(trailingSlashes("always")).handler();
    assert.equal((await ask(never, "/a/?q=1")).headers.get("location"), "/a?q=1");
    assert.equal((await ask(always, "/a?q=1")).headers.get("location"), "/a/?q=1");
    assert.equal((await ask(never, "/")).status, 200);
  });
});
