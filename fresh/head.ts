/**
 * `Head` on the server: what it contains is rendered apart and kept for the document's head. An element there
 * that is the same thing (the title, a `meta` of one name) is replaced, not repeated.
 */
import { type ComponentChildren, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { currentRender } from "./render_state.ts";

/** Elements as Preact writes them: attributes in double quotes, which may hold `>`. */
const ATTRIBUTES = `(?:[^">]|"[^"]*")*`;
const ELEMENT = new RegExp(
  `<(title|style|script)\\b${ATTRIBUTES}>.*?</\\1>|<(?:meta|link|base)\\b${ATTRIBUTES}>`,
  "gs",
);

export function Head({ children }: { children?: ComponentChildren }, context?: unknown): null {
  const state = currentRender;
  if (state === null) return null;
  const html = renderToString(h(Fragment, null, children), context);
  const rest = html.replaceAll(ELEMENT, (element) => {
    state.head.set(keyOf(element), element);
    return "";
  });
  if (rest.trim() !== "") throw new Error(`Head may hold title, meta, link, base, style and script; not ${rest}`);
  return null;
}

/** Puts what was collected into a document: in the place of what is the same thing, the rest at the end of its head. */
export function withHead(html: string, collected: ReadonlyMap<string, string>): string {
  const left = new Map(collected);
  const end = html.indexOf("</head>");
  const head = html.slice(0, end).replaceAll(ELEMENT, (element) => {
    const replacement = left.get(keyOf(element));
    left.delete(keyOf(element));
    return replacement ?? element;
  });
  return head + [...left.values()].join("") + html.slice(end);
}

function keyOf(element: string): string {
  if (element.startsWith("<title")) return "title";
  if (!element.startsWith("<meta")) return element;
  const attributes = [...element.matchAll(/\s([\w-]+)="[^"]*"/g)];
  return attributes.filter(([, name]) => name !== "content").map(([attribute]) => attribute).sort().join("");
}
