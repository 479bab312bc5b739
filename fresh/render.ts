/**
 * Makes a document of a page: layouts around it, the app wrapper around them, then one HTML string in which the
 * head's collected elements, the slots nobody showed and the script that boots the islands have their places.
 */
import { Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Chunk } from "./build_cache.ts";
import { type Context, internalsOf } from "./context.ts";
import { raw } from "./head.ts";
import { slotContent, slotIndex } from "./islands.ts";
import { newRenderState, type RenderState, withRenderState } from "./render_state.ts";
import { callComponent, type LayoutConfig } from "./route.ts";
import { stringify } from "./stringify.ts";
import type { AnyVNode } from "./vnode.ts";
import { BODY_END, HEAD_END } from "./vnode_hooks.ts";

export async function renderPage<State>(
  ctx: Context<State>,
  page: AnyVNode | null,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const internals = internalsOf(ctx);
  const layouts = config.skipInheritedLayouts === true ? [] : internals.layouts;
  const app = config.skipAppWrapper === true ? null : internals.app;

  let content = page;
  for (const layout of layouts.toReversed()) {
    const child = content;
    ctx.Component = () => child;
    const wrapped = await callComponent(ctx, layout, null, () => child);
    if (wrapped instanceof Response) return wrapped;
    content = wrapped;
  }

  // The wrapper is rendered last, so that its head can hold what the page puts there.
  let rendered: AnyVNode | null = null;
  ctx.Component = () => rendered;
  const wrapper = app === null ? null : await callComponent(ctx, app, null, () => rendered);
  if (wrapper instanceof Response) return wrapper;

  internals.nonce ??= crypto.randomUUID().replaceAll("-", "");
  const state = newRenderState(internals.nonce, internals.buildCache);
  const headers = new Headers(init.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");

  const html = withRenderState(state, () => {
    let text = renderToString(content ?? h(Fragment, null));
    if (wrapper !== null) {
      rendered = raw(text);
      text = renderToString(wrapper);
    }
    const tail = unshownSlots(state) + bootScript(state, ctx.config.basePath, headers);
    return completeDocument(text, state, tail);
  });
  return new Response(html, { ...init, headers });
}

/** Slots that no island rendered so far wait in templates; rendering one may bring more islands and slots. */
function unshownSlots(state: RenderState): string {
  let html = "";
  for (let index = 0; index < state.slots.length; index++) {
    const slot = state.slots[index];
    if (slot === undefined || slot.rendered) continue;
    html += `<template id="frsh-s-${index}">${renderToString(slotContent(slot.children, index))}</template>`;
  }
  return html;
}

/** The one inline script of a page with islands; none without. Announces what it imports in the `Link` header. */
function bootScript(state: RenderState, basePath: string, headers: Headers): string {
  const cache = state.buildCache;
  if (cache === null || state.islands.size === 0) return "";

  let usesSignals = false;
  const props = stringify(state.props, { slotIndex, onSignal: () => usesSignals = true });

  const islands = [...state.islands.keys()];
  const chunks = [cache.boot, ...(usesSignals ? [cache.signals] : []), ...islands.map((island) => island.chunk)];
  headers.append("Link", preloads(chunks, basePath));

  const imports = [
    `import{boot}from"${basePath}${cache.boot.path}";`,
    usesSignals ? `import*as s from"${basePath}${cache.signals.path}";` : "",
    ...islands.map(({ exportName, chunk }, i) => `import{${exportName} as i${i}}from"${basePath}${chunk.path}";`),
  ].join("");
  const names = islands.map((_, i) => `i${i}`).join(",");
  const script = `${imports}boot([${names}],${props}${usesSignals ? ",s" : ""})`;
  return `<script type="module" nonce="${state.nonce}">${script}</script>`;
}

function preloads(chunks: Chunk[], basePath: string): string {
  const paths = new Set(chunks.flatMap((chunk) => [chunk.path, ...chunk.imports]));
  return [...paths].map((path) => `<${encodeURI(basePath + path)}>; rel="modulepreload"; as="script"`).join(", ");
}

function completeDocument(text: string, state: RenderState, tail: string): string {
  let html = text;
  const head = [...state.head.values()].join("");
  if (state.sawBody) html = replaceComment(html, BODY_END, tail);
  else html = `<body>${html}${tail}</body>`;
  if (state.sawHead) html = replaceComment(html, HEAD_END, head);
  else html = `<head><meta charset="utf-8">${head}</head>${html}`;
  if (!state.sawHtml) html = `<html>${html}</html>`;
  return `<!DOCTYPE html>${html}`;
}

function replaceComment(html: string, name: string, replacement: string): string {
  const comment = `<!--${name}-->`;
  const start = html.indexOf(comment);
  return start === -1 ? html : html.slice(0, start) + replacement + html.slice(start + comment.length);
}
