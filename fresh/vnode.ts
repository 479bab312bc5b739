/** A node of JSX whose props do not matter to whom it is handed; what Preact calls `JSX.Element`. */
import type { VNode } from "preact";

// deno-lint-ignore no-explicit-any -- VNode is invariant in its props
export type AnyVNode = VNode<any>;
