/**
 * `Head` on the server: what it contains is rendered apart and kept for the document's head. An element there
 * that is the same thing (the title, a `meta` of one name, one key) is replaced, not repeated.
 */
import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { currentRender } from "./render_state.ts";
import type { AnyVNode } from "./vnode.ts";

export interface HeadProps {
  children?: ComponentChildren;
}

const HEAD_ELEMENTS = new Set(["title", "meta", "link", "script", "style", "base", "noscript", "template"]);

export function isHeadElement(type: string): boolean {
  return HEAD_ELEMENTS.has(type);
}

export function Head({ children }: HeadProps, context?: unknown): VNode | null {
  const state = currentRender();
  if (state === null) return null;
  const outer = state.scope;
  state.scope = "collecting";
  try {
    renderToString(h(Fragment, null, children), context);
  } finally {
    state.scope = outer;
  }
  return null;
}

interface HeadElementProps {
  type: string;
  props: VNode["props"];
  name: unknown;
}

/** Stands in for an element of the head, or of `Head`. */
export function HeadElement({ type, props, name }: HeadElementProps): AnyVNode {
  const state = currentRender();
  const plain = asPlain(type, props, name);
  if (state === null) return plain;

  const key = uniqueKey(type, props, name);
  if (state.scope === "collecting") {
    state.scope = "page";
    state.head.set(key, renderToString(plain));
    state.scope = "collecting";
    return raw("");
  }
  const replacement = state.head.get(key);
  if (replacement === undefined) return plain;
  state.head.delete(key);
  return raw(replacement);
}

const plainNodes = new WeakSet<AnyVNode>();

export function isPlain(vnode: AnyVNode): boolean {
  return plainNodes.has(vnode);
}

function asPlain(type: string, props: object, name: unknown): AnyVNode {
  const vnode = h(type, name === undefined || name === null ? props : { ...props, "data-key": String(name) });
  plainNodes.add(vnode);
  return vnode;
}

/** HTML that is already rendered. */
export function raw(html: string): VNode {
  return h(Fragment, { tpl: [html] } as object);
}

/** Must agree with `keyOf` in client/head.ts, which reads it from the document. */
function uniqueKey(type: string, props: object, name: unknown): string {
  if (name !== undefined && name !== null) return `${type} data-key=${String(name)}`;
  if (type === "title") return type;
  const ignored = new Set([
    "children",
    "nonce",
    "ref",
    "dangerouslySetInnerHTML",
    ...(type === "meta" ? ["content"] : []),
  ]);
  const attributes = Object.entries(props).filter(([attribute]) => !ignored.has(attribute))
    .map(([attribute, value]) => `${attribute}=${String(value)}`).sort();
  const inline = "dangerouslySetInnerHTML" in props ? JSON.stringify(props.dangerouslySetInnerHTML) : "";
  return [type, ...attributes, inline].join(" ");
}
