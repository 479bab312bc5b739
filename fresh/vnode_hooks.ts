/**
 * The place where Preact lets us see every node of a document before it is rendered on the server: components
 * that are islands get their markers, inline scripts and styles their nonce, head and body their anchors.
 */
import { Fragment, h, options, type VNode } from "preact";
import { HeadElement, isHeadElement, isPlain } from "./head.ts";
import { asIsland, IslandContent, SlotContent } from "./islands.ts";
import { currentRender, type RenderState } from "./render_state.ts";

/** Preact's own names for its hooks are mangled; these are stable across version 10. */
interface ServerOptions {
  __b?: (vnode: VNode) => void;
  diffed?: (vnode: VNode) => void;
}

/** Comments that are replaced when the document is complete; random, so that no content can forge them. */
export const HEAD_END = `head-end-${crypto.randomUUID()}`;
export const BODY_END = `body-end-${crypto.randomUUID()}`;

const serverOptions: ServerOptions = options as ServerOptions;
const previousDiff = serverOptions.__b;
const previousDiffed = serverOptions.diffed;

serverOptions.__b = (vnode) => {
  const state = currentRender();
  if (state !== null) {
    if (typeof vnode.type === "function") beforeComponent(vnode, state);
    else if (typeof vnode.type === "string") beforeElement(vnode, vnode.type, state);
  }
  previousDiff?.(vnode);
};

serverOptions.diffed = (vnode) => {
  const state = currentRender();
  if (state !== null) {
    if (vnode.type === IslandContent || vnode.type === SlotContent) state.owners.pop();
    else if (vnode.type === "head") state.scope = "page";
  }
  previousDiffed?.(vnode);
};

function beforeComponent(vnode: VNode, state: RenderState): void {
  if (vnode.type === Fragment) return;
  if (vnode.type === IslandContent) state.owners.push(true);
  else if (vnode.type === SlotContent) state.owners.push(false);
  else if (state.owners.at(-1) !== true) asIsland(vnode, state);
}

function beforeElement(vnode: VNode, type: string, state: RenderState): void {
  switch (type) {
    case "html":
      state.sawHtml = true;
      return;
    case "head":
      state.sawHead = true;
      state.scope = "head";
      return append(vnode, HEAD_END);
    case "body":
      state.sawBody = true;
      return append(vnode, BODY_END);
  }
  if (!isHeadElement(type)) return;
  if (type === "script" || type === "style") addNonce(vnode, state.nonce);
  if (state.scope !== "page" && !isPlain(vnode)) {
    const props = { type, props: vnode.props, name: vnode.key };
    Object.assign(vnode, { type: HeadElement, props });
  }
}

/** A node may be a constant that is rendered again for the next request: it starts from its own props each time. */
const originals = new WeakMap<object, VNode["props"]>();

function changeProps(vnode: VNode, change: (props: VNode["props"]) => object): void {
  const original = originals.get(vnode.props) ?? vnode.props;
  const props = { ...original, ...change(original) };
  originals.set(props, original);
  vnode.props = props;
}

function append(vnode: VNode, comment: string): void {
  changeProps(vnode, (props) => ({ children: [props.children, h(Fragment, { UNSTABLE_comment: comment } as object)] }));
}

function addNonce(vnode: VNode, nonce: string): void {
  changeProps(vnode, (props) => ("nonce" in props && props.nonce ? {} : { nonce }));
}
