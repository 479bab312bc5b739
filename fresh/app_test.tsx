import assert from "node:assert/strict";
import { basename } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { setBuildCache } from "./app.ts";
import { createBuildCache } from "./build_cache.ts";
import { App, type Context, csp, csrf, HttpError, type Middleware, page, type PageProps } from "./mod.ts";
import { Head } from "./runtime.ts";

interface State {
  trail: string[];
}

type Handler = (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** An application whose routes folder holds these modules, by their path without extension. */
function serve(files: Record<string, object>, app: App<State> = new App<State>()): Handler {
  const ids = Object.keys(files);
  const special = ids.filter((id) => basename(id).startsWith("_"));
  const noScript = { name: "", imports: [] };
  const snapshot = {
    buildId: "",
    boot: noScript,
    signals: noScript,
    islands: [],
    special: special.map((id) => ({ id, mod: files[id] ?? {} })),
    routes: ids.filter((id) => !special.includes(id)).map((id) => {
      return { id, load: () => Promise.resolve(files[id] ?? {}) };
    }),
    staticFiles: [],
  };
  setBuildCache(app, createBuildCache(snapshot, "."));
  return app.fsRoutes().handler();
}

/** A route that answers with text that is made of the context. */
function answer(make: (ctx: Context<State>) => unknown): object {
  return { handler: (ctx: Context<State>) => Response.json(make(ctx)) };
}

function ask(handler: Handler, path: string, init?: RequestInit): Promise<Response> {
  return handler(new Request(`http://localhost${path}`, init));
}

async function textOf(handler: Handler, path: string, init?: RequestInit): Promise<string> {
  return await (await ask(handler, path, init)).text();
}

async function jsonOf(handler: Handler, path: string): Promise<unknown> {
  return JSON.parse(await textOf(handler, path));
}

function mark(name: string): Middleware<State> {
  return (ctx) => {
    ctx.state.trail = [...(ctx.state.trail ?? []), name];
    return ctx.next();
  };
}

function thrower(error: Error): object {
  return {
    handler: () => {
      throw error;
    },
  };
}

const trail = answer((ctx) => ctx.state.trail ?? []);
const errorText = answer((ctx) => `root ${String(ctx.error)}`);

describe("App", () => {
  it("runs middlewares in the order they were added, then those of the folders, outer before inner", async () => {
    const handler = serve({
      "/_middleware": { default: [mark("root"), mark("root too")] },
      "/a/_middleware": { handler: mark("a") },
      "/a/(team)/_middleware": { default: mark("team") },
      "/a/(team)/b": trail,
      "/a/c": trail,
    }, new App<State>().use(mark("one")).use(mark("two")));
    assert.deepEqual(await jsonOf(handler, "/a/b"), ["one", "two", "root", "root too", "a", "team"]);
    assert.deepEqual(await jsonOf(handler, "/a/c"), ["one", "two", "root", "root too", "a"]);
  });

  it("runs the middlewares of the root where nothing is found", async () => {
    const seen: string[] = [];
    const note: Middleware<State> = (ctx) => {
      seen.push(ctx.url.pathname);
      return ctx.next();
    };
    const handler = serve({ "/_middleware": { default: note } }, new App<State>().use(note));
    assert.equal((await ask(handler, "/nowhere")).status, 404);
    assert.deepEqual(seen, ["/nowhere", "/nowhere"]);
  });

  it("refuses a middleware behind the file routes, where it would never run", () => {
    assert.throws(() => new App<State>().fsRoutes().use(mark("late")), /after fsRoutes/);
  });

  it("serves nothing without a build", () => {
    assert.throws(() => new App().fsRoutes().handler(), /No build is attached/);
  });

  it("answers by method, HEAD by GET without the body, OPTIONS with what is allowed, others with 404", async () => {
    const handler = serve({
      "/x": {
        handler: {
          GET: () => new Response("got", { headers: { "x-a": "1" } }),
          POST: () => new Response("posted"),
        },
      },
      "/page": { default: () => <p>page</p>, handlers: { POST: () => new Response("posted") } },
      "/bare": { default: () => <p>bare</p> },
    });
    assert.equal(await textOf(handler, "/x", { method: "POST" }), "posted");
    const head = await ask(handler, "/x", { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("x-a"), await head.text()], [200, "1", ""]);
    const options = await ask(handler, "/x", { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, POST, HEAD"]);
    assert.equal((await ask(handler, "/x", { method: "DELETE" })).status, 404);
    assert.match(await textOf(handler, "/page"), /<p>page/);
    assert.equal(await textOf(handler, "/page", { method: "POST" }), "posted");
    assert.match(await textOf(handler, "/bare"), /<p>bare/);
  });

  it("prefers fixed paths, then the more specific pattern, and decodes parameters unless they are malformed", async () => {
    const show = answer((ctx) => [ctx.route, ctx.params]);
    const handler = serve({
      "/p/[...rest]": show,
      "/p/[id]": show,
      "/p/[id]/edit": show,
      "/p/[id].ics": show,
      "/p/fixed": show,
      "/list/[[page]]": show,
    });
    const cases: [string, unknown][] = [
      ["/p/fixed", ["/p/fixed", {}]],
      ["/p/%C3%A9%20b", ["/p/:id", { id: "é b" }]],
      ["/p/%E0%A4%A", ["/p/:id", { id: "%E0%A4%A" }]],
      ["/p/a/edit", ["/p/:id/edit", { id: "a" }]],
      ["/p/a.ics", ["/p/:id.ics", { id: "a" }]],
      ["/p/a/b", ["/p/:rest*", { rest: "a/b" }]],
      ["/p", ["/p/:rest*", { rest: "" }]],
      ["/list", ["/list{/:page}?", { page: "" }]],
      ["/list/2", ["/list{/:page}?", { page: "2" }]],
    ];
    for (const [path, expected] of cases) assert.deepEqual(await jsonOf(handler, path), expected, path);
  });

  it("collapses double slashes", async () => {
    const handler = serve({ "/a/b": answer((ctx) => ctx.url.pathname) });
    assert.equal(await jsonOf(handler, "//a///b"), "/a/b");
  });

  it("believes forwarded headers only when told to", async () => {
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "ajar.example" };
    const index = { "/index": answer((ctx) => ctx.url.href) };
    const request = new Request("http://127.0.0.1:8000/", { headers });
    const trusting = await serve(index, new App({ trustProxy: true }))(request);
    assert.equal(await trusting.json(), "https://ajar.example/");
    const wary = await serve(index)(request);
    assert.equal(await wary.json(), "http://127.0.0.1:8000/");
  });

  it("hands errors to the nearest error route, inside the layouts of its folder", async () => {
    const handler = serve({
      "/_error": errorText,
      "/in/_layout": { default: ({ Component }: PageProps) => <div>{<Component />}</div> },
      "/in/_500": {
        default: ({ error }: PageProps) => <b>inner {error instanceof HttpError ? error.status : "?"}</b>,
      },
      "/in/deep/_layout": { default: ({ Component }: PageProps) => <p>{<Component />}</p> },
      "/in/deep/a": thrower(new HttpError(418, "teapot")),
      "/b": thrower(new Error("boom")),
    });
    const inner = await ask(handler, "/in/deep/a", { method: "POST" });
    assert.equal(inner.status, 418);
    assert.match(await inner.text(), /<body><div><b>inner 418<\/b><\/div><\/body>/);
    assert.equal(await jsonOf(handler, "/b"), "root Error: boom");
    assert.equal(await jsonOf(handler, "/nowhere"), "root HttpError");
  });

  it("hands an error of an error route to the one outside it", async () => {
    const handler = serve({
      "/_error": errorText,
      "/in/_error": thrower(new Error("second")),
      "/in/index": thrower(new Error("first")),
    });
    assert.equal(await jsonOf(handler, "/in"), "root Error: second");
  });

  it("answers plainly where there is no error route", async () => {
    const handler = serve({ "/x": thrower(new HttpError(410)), "/y": thrower(new Error("boom")) });
    const gone = await ask(handler, "/x");
    assert.deepEqual([gone.status, await gone.text()], [410, "Gone"]);
    const printed: unknown[] = [];
    const { error } = console;
    Reflect.set(console, "error", (thrown: unknown) => printed.push(thrown));
    try {
      const broken = await ask(handler, "/y");
      assert.deepEqual([broken.status, await broken.text()], [500, "Internal server error"]);
    } finally {
      Reflect.set(console, "error", error);
    }
    assert.equal(printed.length, 1);
  });

  it("turns an error in a component into the error page, and a 404 into the not-found page", async () => {
    const handler = serve({
      "/_404": { default: () => <i>lost</i> },
      "/_error": { default: () => <i>broken</i> },
      "/x": {
        default: () => {
          throw new Error("in a component");
        },
      },
      "/y": { default: () => <p>y</p>, handler: () => page(undefined, { status: 202 }) },
    });
    const broken = await ask(handler, "/x");
    assert.equal(broken.status, 500);
    assert.match(await broken.text(), /broken/);
    const lost = await ask(handler, "/nowhere");
    assert.equal(lost.status, 404);
    assert.match(await lost.text(), /lost/);
    assert.equal((await ask(handler, "/y")).status, 202);
  });

  it("wraps pages in layouts and the app, outermost last", async () => {
    const handler = serve({
      "/_app": {
        default: ({ Component }: PageProps) => (
          <html>
            <head />
            <body>
              <Component />
            </body>
          </html>
        ),
      },
      "/a/_layout": {
        default: ({ Component }: PageProps) => (
          <div id="a">
            <Component />
          </div>
        ),
      },
      "/a/b/_layout": {
        default: async ({ Component }: PageProps) =>
          await Promise.resolve(
            <div id="b">
              <Component />
            </div>,
          ),
      },
      "/a/b/x": { default: () => <p>x</p> },
    });
    assert.match(await textOf(handler, "/a/b/x"), /<body><div id="a"><div id="b"><p>x<\/p><\/div><\/div><\/body>/);
  });

  it("lets an async component answer with a Response", async () => {
    const handler = serve({
      "/index": { default: async () => await Promise.resolve(new Response("mine", { status: 203 })) },
    });
    const response = await ask(handler, "/");
    assert.deepEqual([response.status, await response.text()], [203, "mine"]);
  });

  it("upgrades to a WebSocket, and refuses other requests with 400", async () => {
    const handler = serve({
      "/socket": {
        handler: (ctx: Context<State>) => {
          const { socket, response } = ctx.upgrade({ protocol: "v1", idleTimeout: 30 });
          socket.onmessage = (event) => socket.send(`echo ${event.data}`);
          return response;
        },
      },
    }, new App<State>().use(csp()));
    assert.equal((await ask(handler, "/socket")).status, 400);
    await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handler);
    const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/socket`, "v1");
    const [answered, closed] = [Promise.withResolvers<unknown>(), Promise.withResolvers<void>()];
    socket.onopen = () => socket.send("hi");
    socket.onerror = () => answered.reject(new Error("the socket failed"));
    socket.onmessage = (event) => answered.resolve(event.data);
    socket.onclose = () => closed.resolve();
    assert.equal(await answered.promise, "echo hi");
    assert.equal(socket.protocol, "v1");
    socket.close();
    await closed.promise;
  });

  it("says which file is wrong instead of passing over what it cannot serve", async () => {
    const wrong: [Record<string, object>, RegExp][] = [
      [{ "/_layout": { default: () => null, config: { skipAppWrapper: true } } }, /routes\/_layout exports config/],
      [{ "/_middleware": { default: "x" } }, /routes\/_middleware must export a middleware/],
      [{ "/_app": { handler: () => null } }, /routes\/_app is not a component/],
      [{ "/_other": trail }, /routes\/_other has no meaning/],
      [{ "/a/_app": { default: () => null } }, /routes\/a\/_app has no meaning/],
      [{ "/a": trail, "/a/index": trail }, /Two files answer \/a/],
    ];
    for (const [files, complaint] of wrong) assert.throws(() => serve(files), complaint);
    const later: [object, RegExp][] = [
      [{ config: { routeOverride: "/x" }, default: () => null }, /routes\/a exports config/],
      [{ other: 1 }, /routes\/a exports neither/],
      [{ handler: [mark("a")] }, /handler of routes\/a is neither/],
    ];
    for (const [mod, complaint] of later) {
      assert.match(String(await jsonOf(serve({ "/_error": errorText, "/a": mod }), "/a")), complaint);
    }
  });
});

describe("documents", () => {
  it("put what is in Head into the head, replacing what is the same thing", async () => {
    const handler = serve({
      "/_app": {
        default: ({ Component }: PageProps) => (
          <html>
            <head>
              <title>App</title>
              <meta content="app" name="description" />
              <meta name="robots" content="none" />
              <meta name="theme-color" media="print" content="#fff" />
            </head>
            <body>
              <svg>
                <title>Drawing</title>
              </svg>
              <Component />
            </body>
          </html>
        ),
      },
      "/index": {
        default: () => (
          <p>
            <Head>
              <title>{"Page </title></head> & more"}</title>
              <meta name="description" content={`page > "all" name=`} />
              <meta name="theme-color" content="#000" />
              <link rel="canonical" href="/a&b" />
            </Head>
            text
          </p>
        ),
      },
    });
    const html = await textOf(handler, "/");
    assert.equal(html.match(/<title>/g)?.length, 2);
    assert.match(
      html,
      /<head><title>Page &lt;\/title>&lt;\/head> &amp; more<\/title><meta name="description" content="page > &quot;all&quot; name="\/><meta name="robots"/,
    );
    assert.match(html, /media="print" content="#fff"\/><meta name="theme-color" content="#000"\/>/);
    assert.match(html, /<link rel="canonical" href="\/a&amp;b"\/><\/head>/);
    assert.match(html, /<title>Drawing<\/title>.*<p>text<\/p>/);
  });

  it("are completed when there is no app wrapper", async () => {
    assert.equal(
      await textOf(serve({ "/index": { default: () => <p>x</p> } }), "/"),
      '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>x</p></body></html>',
    );
  });

  it("refuse in Head what does not belong into a head", async () => {
    const wrong = {
      default: () => (
        <Head>
          <p>text</p>
        </Head>
      ),
    };
    assert.match(String(await jsonOf(serve({ "/_error": errorText, "/x": wrong }), "/x")), /not <p>text/);
  });
});

describe("csp()", () => {
  const style = <style>{"p{}"}</style>;

  it("gives every response its own nonce, in the header and on scripts and styles, constants included", async () => {
    const handler = serve({
      "/index": {
        default: () => (
          <main>
            {style}
            <script src="/x.js" />
          </main>
        ),
      },
    }, new App<State>().use(csp({ useNonce: true })));
    const seen = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const response = await ask(handler, "/");
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'self' 'nonce-(\w+)'/.exec(policy)?.[1] ?? "";
      seen.add(nonce);
      assert.ok(policy.includes(`style-src 'self' 'nonce-${nonce}'`));
      assert.ok(policy.endsWith("frame-ancestors 'none'; upgrade-insecure-requests"));
      const html = await response.text();
      assert.deepEqual([...html.matchAll(/nonce="(\w+)"/g)].map((match) => match[1]), [nonce, nonce]);
    }
    assert.equal(seen.size, 2);
  });

  it("reaches responses whose headers cannot be changed", async () => {
    const redirect = { handler: () => Response.redirect("http://localhost/a") };
    const handler = serve({ "/index": redirect }, new App<State>().use(csp()));
    const response = await ask(handler, "/");
    assert.equal(response.status, 302);
    assert.ok(response.headers.has("content-security-policy"));
  });
});

describe("csrf()", () => {
  const index = { "/index": answer(() => "ok") };
  const handler = serve(index, new App<State>().use(csrf()));
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

  it("takes the allowed origin from its options", async () => {
    const strict = serve(index, new App<State>().use(csrf({ origin: "https://ajar.example" })));
    const allowed = { method: "POST", headers: { origin: "https://ajar.example" } };
    const refused = { method: "POST", headers: { origin: "http://localhost" } };
    assert.deepEqual([(await ask(strict, "/", allowed)).status, (await ask(strict, "/", refused)).status], [200, 403]);
  });
});
