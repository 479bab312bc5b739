/**
 * What one document gathers while it is rendered: its islands and their props, slots, and elements for the head.
 * Rendering is synchronous, so one variable says which document is being rendered.
 */
import { type ComponentChildren, type ComponentType, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Chunk, Island } from "./build_cache.ts";

export interface RenderState {
  nonce: string;
  available: Map<ComponentType, Island>;
  /** Islands in the order of first use. */
  islands: Map<ComponentType, { index: number; exportName: string; chunk: Chunk }>;
  props: object[];
  slots: { children: ComponentChildren; rendered: boolean }[];
  /** What is inside an island is a part of it, not an island. */
  isInIsland: boolean;
  /** Rendered elements for the head, by what makes them unique. */
  head: Map<string, string>;
}

let current: RenderState | null = null;

export function currentRender(): RenderState | null {
  return current;
}

export function withRenderState<T>(state: RenderState, run: () => T): T {
  const outer = current;
  current = state;
  try {
    return run();
  } finally {
    current = outer;
  }
}

/**
 * Renders a part of the document apart, with the contexts around it. `idPrefix` sets its `useId` apart, in a way that the
 * browser's side can repeat.
 */
export function renderPart(vnode: VNode, isInIsland: boolean, idPrefix: number | string, context?: unknown): string {
  const state = current;
  if (state === null) throw new Error("Islands are rendered within a document");
  const outer = state.isInIsland;
  state.isInIsland = isInIsland;
  try {
    return renderToString(Object.assign(vnode, { __m: [idPrefix, 0] }), context);
  } finally {
    state.isInIsland = outer;
  }
}

/** HTML that is already rendered. */
export function raw(html: string): VNode {
  return h(Fragment, { tpl: [html] } as object);
}
