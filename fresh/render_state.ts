/**
 * What one document gathers while it is rendered: its islands and their props, slots, and elements for the head.
 * Rendering is synchronous, so one variable says which document is being rendered.
 */
import { type ComponentChildren, type ComponentType, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Chunk, Island } from "./build_cache.ts";

export class RenderState {
  /** Islands in the order of first use. */
  readonly islands = new Map<ComponentType, { index: number; exportName: string; chunk: Chunk }>();
  readonly props: object[] = [];
  readonly slots: { children: ComponentChildren; rendered: boolean }[] = [];
  readonly head = new Map<string, string>();
  /** What is inside an island is a part of it, not an island. */
  isInIsland = false;

  constructor(readonly nonce: string, readonly available: ReadonlyMap<ComponentType, Island>) {}
}

export let currentRender: RenderState | null = null;

export function withRenderState<T>(state: RenderState, run: () => T): T {
  currentRender = state;
  try {
    return run();
  } finally {
    currentRender = null;
  }
}

/**
 * Renders a part of the document apart, with the contexts around it. `idPrefix` sets its `useId` apart, in a way that the
 * browser's side can repeat.
 */
export function renderPart(vnode: VNode, isInIsland: boolean, idPrefix: number | string, context?: unknown): string {
  const state = currentRender;
  if (state === null) throw new Error("Islands are rendered within a document");
  const outer = state.isInIsland;
  state.isInIsland = isInIsland;
  try {
    return renderToString(Object.assign(vnode, { __m: [idPrefix, 0] }), context);
  } finally {
    state.isInIsland = outer;
  }
}

export function raw(html: string): VNode {
  return h(Fragment, { tpl: [html] } as object);
}
