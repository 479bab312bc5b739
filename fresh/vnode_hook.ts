/**
 * The place where Preact lets us see every node of a document before it is rendered on the server: components that are
 * islands become their hosts, scripts and styles get the nonce.
 */
import { options, type VNode } from "preact";
import { asIsland } from "./islands.ts";
import { currentRender } from "./render_state.ts";

/** Preact's own name for this hook is mangled; it is stable across version 10. */
const serverOptions = options as { __b?: (vnode: VNode) => void };
const previous = serverOptions.__b;

serverOptions.__b = (vnode) => {
  const state = currentRender;
  if (state !== null) {
    if (vnode.type === "script" || vnode.type === "style") addNonce(vnode, state.nonce);
    else if (typeof vnode.type === "function" && !state.isInIsland) asIsland(vnode, vnode.type, state);
  }
  previous?.(vnode);
};

/** Props with a nonce of ours: a node may be a constant that is rendered again for the next request. */
const ours = new WeakSet<object>();

function addNonce(vnode: VNode<{ nonce?: string }>, nonce: string): void {
  if (vnode.props.nonce && !ours.has(vnode.props)) return;
  vnode.props = { ...vnode.props, nonce };
  ours.add(vnode.props);
}
