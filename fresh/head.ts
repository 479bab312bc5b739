/**
 * `Head` on the server: what it contains is rendered apart and kept for the document's head. An element there
 * that is the same thing (the title, a `meta` of one name) is replaced, not repeated.
 */
import { type ComponentChildren, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { currentRender } from "./render_state.ts";

/** Elements as Preact writes them: attributes in double quotes, which may hold `>`. */
const ATTRIBUTES = `[^">]*(?:"[^"]*"[^">]*)*`;
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
  let head = "";
  for (const { key, text } of piecesOf(html.slice(0, end))) {
    head += key === null ? text : left.get(key) ?? text;
    if (key !== null) left.delete(key);
  }
  return head + [...left.values()].join("") + html.slice(end);
}

interface Piece {
  /** Null: what stands between the elements. */
  readonly key: string | null;
  readonly text: string;
}

/** The wrapper writes one head for nearly all pages, so the last one is kept taken apart. */
let lastHead: { readonly html: string; readonly pieces: readonly Piece[] } = { html: "", pieces: [] };

function piecesOf(html: string): readonly Piece[] {
  if (lastHead.html === html) return lastHead.pieces;
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: element, index } of html.matchAll(ELEMENT)) {
    pieces.push({ key: null, text: html.slice(end, index) }, { key: keyOf(element), text: element });
    end = index + element.length;
  }
  pieces.push({ key: null, text: html.slice(end) });
  lastHead = { html, pieces };
  return pieces;
}

function keyOf(element: string): string {
  if (element.startsWith("<title")) return "title";
  if (!element.startsWith("<meta")) return element;
  const attributes = element.match(/\s[\w-]+="[^"]*"/g) ?? [];
  return attributes.map((attribute) => attribute.trim()).filter((attribute) => !attribute.startsWith("content=")).sort()
    .join(" ");
}
