import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { signal } from "@preact/signals";
import { after, before, describe, it } from "@std/testing/bdd";
import { setBuildCache } from "./app.ts";
import { type BuildCache, createBuildCache, type Snapshot } from "./build_cache.ts";
import * as clientRuntime from "./client/runtime.ts";
import { Builder } from "./dev.ts";
import { App, type Context } from "./mod.ts";
import * as serverRuntime from "./runtime.ts";

const FIXTURE = join(import.meta.dirname ?? "", "testdata/app");
type Handler = (request: Request) => Promise<Response>;

function ask(handler: Handler, path: string, init?: RequestInit): Promise<Response> {
  return handler(new Request(`http://localhost${path}`, init));
}

/** An application of its own below fresh/, so that its imports find the import map and the packages. */
async function writeApp(files: Record<string, string>): Promise<string> {
  const root = await Deno.makeTempDir({ dir: join(import.meta.dirname ?? "", "testdata"), prefix: "_fresh" });
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(join(root, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, path), text);
  }
  return root;
}

async function importFrom(root: string, path: string) {
  return await import(pathToFileURL(join(root, path)).href);
}

/** Builds and serves an application; `main.ts` is added where there is none. */
async function buildApp(files: Record<string, string>): Promise<{ root: string; handler: Handler }> {
  const root = await writeApp({
    "main.ts":
      'import { App, staticFiles } from "fresh";\nexport const app = new App().use(staticFiles()).fsRoutes();\n',
    ...files,
  });
  await new Builder({ root }).build();
  return { root, handler: (await importFrom(root, "_fresh/server.js")).default.fetch };
}

describe("a build on disk", () => {
  let outDir: string;
  let handler: Handler;
  let scripts: string[];

  before(async () => {
    outDir = join(await Deno.makeTempDir({ dir: FIXTURE, prefix: "_fresh" }), "out");
    await new Builder({ root: FIXTURE, outDir }).build();
    handler = (await importFrom(outDir, "server.js")).default.fetch;
    const { snapshot } = await importFrom(outDir, "snapshot.js");
    scripts = snapshot.staticFiles.map((file: string[]) => file[0]).filter((path: string) => path.endsWith(".js"));
  });

  after(async () => await Deno.remove(join(outDir, ".."), { recursive: true }));

  it("has the same addresses when the sources are the same", async () => {
    await new Builder({ root: FIXTURE, outDir: join(outDir, "../again") }).build();
    const { snapshot } = await importFrom(outDir, "../again/snapshot.js");
    assert.ok(scripts.length > 5);
    assert.ok(scripts.every((path) => path.startsWith(`/_fresh/js/${snapshot.buildId}/`)));
  });

  it("makes no chunk of an island that only other islands use", () => {
    assert.equal(scripts.some((path) => path.includes("/Panel-")), true);
    assert.equal(scripts.some((path) => path.includes("Stamp")), false);
  });

  it("serves scripts for ever and static files by their tag", async () => {
    const script = await ask(handler, scripts[0] ?? "");
    assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.match(script.headers.get("content-type") ?? "", /^text\/javascript/);
    assert.ok((await script.text()).length > 20);

    const style = await ask(handler, "/styles.css");
    assert.match(await style.text(), /sans-serif/);
    assert.equal(style.headers.get("cache-control"), "no-cache");
    const tag = style.headers.get("etag") ?? "";
    const again = await ask(handler, "/styles.css", { headers: { "if-none-match": tag } });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    const stale = await ask(handler, "/styles.css", { headers: { "if-none-match": '"other"' } });
    assert.equal(stale.status, 200);
    await stale.body?.cancel();
    assert.equal((await ask(handler, "/styles.css", { method: "POST" })).status, 405);
    assert.equal(await (await ask(handler, "/styles.css", { method: "HEAD" })).text(), "");
    assert.equal((await ask(handler, "/../deno.json")).status, 404);
    assert.equal((await ask(handler, "/%2e%2e%2fdefine.ts")).status, 404);
  });

  it("locks assets to the build, and sends older locks on", async () => {
    const locked = await ask(handler, serverRuntime.asset("/styles.css"));
    assert.match(locked.headers.get("cache-control") ?? "", /immutable/);
    await locked.body?.cancel();
    const old = await ask(handler, "/styles.css?a=1&__frsh_c=old");
    assert.deepEqual([old.status, old.headers.get("location")], [307, "/styles.css?a=1"]);
    assert.match(serverRuntime.asset("/a.png?b=1#c"), /^\/a\.png\?b=1&__frsh_c=\w+#c$/);
    assert.equal(serverRuntime.asset("https://other.example/a.png"), "https://other.example/a.png");
  });

  it("ships no script and no preload with a page without islands", async () => {
    const response = await ask(handler, "/plain");
    assert.equal(response.headers.has("link"), false);
    assert.doesNotMatch(await response.text(), /<script|frsh/);
  });

  it("answers file routes, their methods, layouts and errors", async () => {
    const page = await ask(handler, "/blog/a%20b");
    assert.equal(page.headers.get("x-slug"), "yes");
    assert.match(await page.text(), /<div class="blog"><article>a b<\/article><\/div>/);
    assert.equal(await (await ask(handler, "/blog/latest")).text(), "latest");
    assert.equal((await ask(handler, "/blog/a", { method: "POST" })).status, 201);
    assert.equal((await ask(handler, "/blog/a", { method: "DELETE" })).status, 404);
    const options = await ask(handler, "/blog/a", { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, POST, HEAD"]);
    const gone = await ask(handler, "/blog/gone");
    assert.equal(gone.status, 410);
    assert.match(await gone.text(), /410 Gone/);
    const lost = await ask(handler, "/nowhere");
    assert.equal(lost.status, 404);
    assert.match(await lost.text(), /Nothing here/);
  });

  it("gives browsers nothing that servers do not have", () => {
    for (const name of Object.keys(clientRuntime)) assert.ok(name in serverRuntime, name);
  });
});

describe("file routes", () => {
  const page = (text: string) => `export default () => <p>${text}</p>;\n`;
  let root: string;
  let handler: Handler;

  before(async () => {
    ({ root, handler } = await buildApp({
      "routes/_app.tsx":
        "export default ({ Component }) => <html><head /><body class='app'><Component /></body></html>;\n",
      "routes/index.tsx": page("home"),
      "routes/[id].tsx": "export default ({ params }) => <p>id {params.id}</p>;\n",
      "routes/[...rest].tsx": "export default ({ params }) => <p>rest {params.rest}</p>;\n",
      "routes/fixed.tsx": page("fixed"),
      "routes/fixed_test.tsx": "throw new Error('a test is no route');\n",
      "routes/list/[[page]].tsx": "export default ({ params }) => <p>page {params.page}</p>;\n",
      "routes/(team)/_layout.tsx": "export default ({ Component }) => <div id='team'><Component /></div>;\n",
      "routes/(team)/_middleware.ts":
        "export const handler = [(ctx) => { ctx.state.a = 'A'; return ctx.next(); }, (ctx) => ctx.next()];\n",
      "routes/(team)/inside.tsx": "export default ({ state }) => <p>inside {state.a}</p>;\n",
      "routes/(team)/deep/_error.tsx": "export default ({ error }) => <p>deep {error.message}</p>;\n",
      "routes/(team)/deep/index.tsx": "export default () => { throw new Error('broke'); };\n",
      "routes/data.ts": "export const handlers = { GET: async () => ({ data: 1 }), PUT: () => new Response('put') };\n",
      "routes/(_parts)/ignored.tsx": page("ignored"),
    }));
  });

  after(async () => await Deno.remove(root, { recursive: true }));

  const cases: [string, number, RegExp][] = [
    ["/", 200, /<body class="app"><p>home<\/p><\/body>/],
    ["/fixed", 200, /<p>fixed/],
    ["/other", 200, /<p>id other/],
    ["/a/b/c", 200, /<p>rest a\/b\/c/],
    ["/list", 200, /<p>page <\/p>/],
    ["/list/2", 200, /<p>page 2/],
    ["/inside", 200, /<body class="app"><div id="team"><p>inside A<\/p><\/div>/],
    ["/deep", 500, /<div id="team"><p>deep broke/],
    ["/fixed_test", 200, /<p>id fixed_test/],
    ["/ignored", 200, /<p>id ignored/],
  ];
  for (const [path, status, text] of cases) {
    it(`answers ${path} with ${status} and ${text}`, async () => {
      const response = await ask(handler, path);
      assert.equal(response.status, status);
      assert.match(await response.text(), text);
    });
  }

  it("answers the methods of a handler without a component", async () => {
    assert.equal(await (await ask(handler, "/data", { method: "PUT" })).text(), "put");
    assert.equal((await ask(handler, "/data", { method: "PATCH" })).status, 404);
  });
});

describe("islands", () => {
  const TRAP = "</script><script>alert(1)</script><!-- --> \u2028";
  let root: string;
  let cache: BuildCache;
  // deno-lint-ignore no-explicit-any -- the module is written by this test
  let islands: any;

  before(async () => {
    ({ root } = await buildApp({
      "islands/parts.tsx": `
        export function Outer({ children, label }) { return <div>{label}<Inner>{children}</Inner></div>; }
        export function Inner({ children }) { return <b>{children}</b>; }
        export const version = 1;
      `,
      "routes/index.tsx": 'import { Outer } from "../islands/parts.tsx"; export default () => <Outer />;',
    }));
    const { snapshot }: { snapshot: Snapshot } = await importFrom(root, "_fresh/snapshot.js");
    cache = createBuildCache(snapshot, join(root, "_fresh"));
    islands = await importFrom(root, "islands/parts.tsx");
  });

  after(async () => await Deno.remove(root, { recursive: true }));

  async function render(component: () => preact.JSX.Element): Promise<Response> {
    const app = new App().fsRoutes();
    const error = { handler: (ctx: Context<unknown>) => new Response(String(ctx.error), { status: 500 }) };
    setBuildCache(app, {
      ...cache,
      special: [{ id: "/_error", mod: error }],
      routes: [{ id: "/index", load: () => Promise.resolve({ default: component }) }],
    });
    return await ask(app.handler(), "/");
  }

  it("are marked where the page uses them, and plain inside one another", async () => {
    const { Outer, Inner } = islands;
    const html = await (await render(() => (
      <main>
        <Outer label="x">
          <Inner>
            <i>slot</i>
          </Inner>
        </Outer>
      </main>
    ))).text();
    assert.match(
      html,
      /<!--frsh:i:0:0--><div>x<b><!--frsh:s:0--><!--frsh:i:1:1--><b><!--frsh:s:1--><i>slot<\/i><!--\/frsh:s--><\/b><!--\/frsh:i--><!--\/frsh:s--><\/b><\/div><!--\/frsh:i-->/,
    );
    assert.equal(html.match(/<script/g)?.length, 1);
  });

  it("cannot be broken out of by what their props and slots hold", async () => {
    const { Outer } = islands;
    const html = await (await render(() => <Outer label={TRAP} data={{ [TRAP]: signal(TRAP) }}>{TRAP}</Outer>)).text();
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.equal(html.match(/<\/script>/g)?.length, 1);
    assert.doesNotMatch(html, /<!-- -->/);
    assert.ok(html.endsWith("</script></body></html>"));
  });

  it("refuse a function as a prop, saying which", async () => {
    const { Outer } = islands;
    const response = await render(() => <Outer onClick={() => {}} />);
    assert.equal(response.status, 500);
    assert.match(await response.text(), /onClick is a function/);
  });

  it("load the code of signals only when a prop holds one", async () => {
    const { Outer } = islands;
    const without = await render(() => <Outer label="x" />);
    assert.doesNotMatch(without.headers.get("link") ?? "", /signals/);
    const withOne = await render(() => <Outer label={signal("x")} />);
    assert.match(withOne.headers.get("link") ?? "", /signals/);
  });

  it("keep a slot that is not shown in a template", async () => {
    const { Outer } = islands;
    const html = await (await render(() => <Outer label="x" other={<i>later</i>} />)).text();
    assert.match(html, /<template id="frsh-s-0"><i>later<\/i><\/template>/);
  });
});

describe("the weight of a page", () => {
  it("stays below 10 kB, compressed, with one island that uses a signal", async () => {
    const { root, handler } = await buildApp({
      "islands/Counter.tsx": `
        export default function Counter({ count }) {
          return <button type="button" onClick={() => count.value++}>{count}</button>;
        }
      `,
      "routes/index.tsx": `
        import { signal } from "@preact/signals";
        import Counter from "../islands/Counter.tsx";
        export default () => <Counter count={signal(1)} />;
      `,
    });
    try {
      const page = await ask(handler, "/");
      const linked = [...(page.headers.get("link") ?? "").matchAll(/<([^>]+)>/g)].map((match) => match[1] ?? "");
      let sizeBytes = 0;
      for (const path of linked) {
        const script = await ask(handler, path);
        assert.equal(script.status, 200);
        const compressed = script.body?.pipeThrough(new CompressionStream("gzip"));
        sizeBytes += (await new Response(compressed).bytes()).byteLength;
      }
      assert.ok(linked.length >= 3);
      assert.ok(sizeBytes > 5_000 && sizeBytes < 10_000, `${sizeBytes} bytes in ${linked.length} scripts`);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
});

describe("an island that no import of the application leads to", () => {
  it("is refused by name when a page shows it all the same", async () => {
    const { root, handler } = await buildApp({
      "islands/Hidden.tsx": "export const Hidden = () => <b>hidden</b>;",
      "routes/_error.ts": "export const handler = (ctx) => new Response(String(ctx.error), { status: 500 });",
      "routes/index.tsx": `const path = "../islands/" + "Hidden.tsx";
        export default async () => { const { Hidden } = await import(path); return <Hidden />; };`,
    });
    try {
      const response = await ask(handler, "/");
      assert.equal(response.status, 500);
      assert.match(await response.text(), /The island Hidden has no chunk/);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
});

describe("the builder", () => {
  it("refuses in islands what browsers cannot get, by name", async () => {
    for (
      const [source, complaint] of [
        ['import { App } from "fresh"; export const A = () => App;', /"fresh"/],
        ['import { x } from "jsr:@a/b"; export const A = () => x;', /"jsr:@a\/b"/],
        ['import { asset } from "fresh/runtime"; export const A = () => asset("/");', /No matching export .* "asset"/],
      ] as const
    ) {
      const root = await writeApp({
        "main.ts": "",
        "islands/A.tsx": source,
        "routes/index.ts": 'import { A } from "../islands/A.tsx"; export const handler = A;',
      });
      try {
        await assert.rejects(new Builder({ root }).build(), complaint);
      } finally {
        await Deno.remove(root, { recursive: true });
      }
    }
  });

  it("refuses to empty the folder that holds the sources", () => {
    for (const outDir of [".", ".."]) assert.throws(() => new Builder({ root: FIXTURE, outDir }), /sources/);
  });

  it("listens with a build of its own for development", async () => {
    const root = await writeApp({
      "main.ts": 'import { App } from "fresh"; export const app = new App().fsRoutes();',
      "routes/index.ts": "export const handler = () => new Response('developing');",
    });
    const stop = new AbortController();
    try {
      const started = Promise.withResolvers<Deno.NetAddr>();
      const listening = new Builder({ root }).listen(async () => await importFrom(root, "main.ts"), {
        hostname: "127.0.0.1",
        port: 0,
        signal: stop.signal,
        onListen: started.resolve,
      });
      const { port } = await Promise.race([started.promise, listening.then(() => assert.fail("ended early"))]);
      assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), "developing");
      stop.abort();
      await listening;
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
});
