/**
 * Makes a document of a page: layouts around it, the app wrapper around them, then one HTML string in which the
 * head's collected elements, the slots nobody showed and the script that boots the islands have their places.
 */
import { Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { type BuildCache, scriptPath } from "./build_cache.ts";
import { type Context, internalsOf } from "./context.ts";
import { withHead } from "./head.ts";
import { slotIndex, unshownSlots } from "./islands.ts";
import { raw, RenderState, withRenderState } from "./render_state.ts";
import { type AnyVNode, callComponent, type Frame } from "./route.ts";
import { serialize } from "./serialize.ts";
import "./vnode_hook.ts";

export async function renderPage<State>(
  ctx: Context<State>,
  page: AnyVNode | null,
  { app, layouts }: Frame<State>,
  init: { headers: Headers; status: number },
): Promise<Response> {
  let content = page;
  for (const layout of layouts.toReversed()) {
    const child = content;
    const wrapped = await callComponent(ctx, layout, null, () => child);
    if (wrapped instanceof Response) return wrapped;
    content = wrapped;
  }
  // The wrapper is rendered last, so that its head can hold what the page puts there.
  let rendered: AnyVNode | null = null;
  const wrapper = app === null ? null : await callComponent(ctx, app, null, () => rendered);
  if (wrapper instanceof Response) return wrapper;

  const internals = internalsOf(ctx);
  const nonce = internals.nonce ??= crypto.randomUUID().replaceAll("-", "");
  const state = new RenderState(nonce, internals.cache.islands);
  const html = withRenderState(state, () => {
    const inner = renderToString(content ?? h(Fragment, null));
    rendered = raw(inner);
    const text = wrapper === null
      ? `<html><head><meta charset="utf-8"></head><body>${inner}</body></html>`
      : renderToString(wrapper);
    const bodyEnd = text.lastIndexOf("</body>");
    if (bodyEnd === -1 || !text.includes("</head>")) throw new Error("The app wrapper lacks <head> or <body>");
    const tail = unshownSlots(state) + bootScript(state, internals.cache, init.headers);
    return `<!DOCTYPE html>${withHead(text.slice(0, bodyEnd) + tail + text.slice(bodyEnd), state.head)}`;
  });
  init.headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(html, init);
}

/** The one inline script of a page with islands; none without. Announces what it imports in the `Link` header. */
function bootScript({ islands, props, nonce }: RenderState, cache: BuildCache, headers: Headers): string {
  if (islands.size === 0) return "";
  const { setup, expression, usesSignals } = serialize(props, slotIndex);
  const { buildId, boot, signals } = cache;
  const base = scriptPath(buildId);
  const used = [...islands.values()];
  const chunks = [boot, ...(usesSignals ? [signals] : []), ...used.map(({ chunk }) => chunk)];
  const paths = new Set(chunks.flatMap(({ name, imports }) => [name, ...imports]));
  const preloads = [...paths].map((name) => `<${base}${name}>; rel="modulepreload"; as="script"`);
  headers.append("Link", preloads.join(", "));

  const imports = [
    `import{boot,slot}from"${base}${boot.name}";`,
    usesSignals ? `import*as s from"${base}${signals.name}";` : "",
    ...used.map(({ exportName, chunk }, i) => `import{${exportName} as i${i}}from"${base}${chunk.name}";`),
  ].join("");
  const components = used.map((_, i) => `i${i}`).join(",");
  return `<script type="module" nonce="${nonce}">${imports}${setup}boot([${components}],${expression})</script>`;
}
