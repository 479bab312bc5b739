/**
 * What one document gathers while it is rendered: its islands and their props, slots, and elements for the head.
 * Rendering is synchronous, so one variable says which document is being rendered.
 */
import type { ComponentChildren } from "preact";
import type { BuildCache, Chunk, Island } from "./build_cache.ts";

export interface UsedIsland extends Island {
  chunk: Chunk;
}

export interface RenderState {
  nonce: string;
  buildCache: BuildCache | null;
  /** Islands in the order of first use, with their position. */
  islands: Map<UsedIsland, number>;
  props: object[];
  slots: { children: ComponentChildren; rendered: boolean }[];
  /** Whether what is being rendered belongs to an island (top true) or to a page or slot (top false). */
  owners: boolean[];
  /** Rendered elements for the head, by what makes them unique. */
  head: Map<string, string>;
  scope: "page" | "head" | "collecting";
  sawHtml: boolean;
  sawHead: boolean;
  sawBody: boolean;
}

let current: RenderState | null = null;

export function currentRender(): RenderState | null {
  return current;
}

export function newRenderState(nonce: string, buildCache: BuildCache | null): RenderState {
  return {
    nonce,
    buildCache,
    islands: new Map(),
    props: [],
    slots: [],
    owners: [],
    head: new Map(),
    scope: "page",
    sawHtml: false,
    sawHead: false,
    sawBody: false,
  };
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
