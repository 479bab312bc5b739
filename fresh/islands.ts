/**
 * The server's side of islands: the markers around them, their props as data, their JSX props as slots.
 * Inside an island everything is an ordinary component; inside a slot the page goes on, and islands are islands.
 */
import { type ComponentChildren, type ComponentType, Fragment, h, isValidElement, type VNode } from "preact";
import { currentRender, raw, renderPart, type RenderState } from "./render_state.ts";
import { isSignal } from "./serialize.ts";

interface IslandHostProps {
  component: ComponentType;
  index: number;
  props: object;
}

export function asIsland(vnode: VNode, component: ComponentType, state: RenderState): void {
  const island = state.available.get(component);
  if (island === undefined) return;
  const { chunk, exportName } = island;
  if (chunk === null) {
    throw new Error(`The island ${exportName} has no chunk: no import from main.ts or a route leads to it`);
  }
  const index = state.islands.get(component)?.index ?? state.islands.size;
  state.islands.set(component, { index, chunk, exportName });
  const props: IslandHostProps = { component, index, props: vnode.props };
  Object.assign(vnode, { type: IslandHost, props });
}

function IslandHost({ component, index, props }: IslandHostProps, context?: unknown): VNode {
  const state = currentRender;
  if (state === null) return h(component, props);
  const sent = withSlots(props, state);
  const number = state.props.push(sent);
  const html = renderPart(h(component, sent), true, number, context);
  return raw(`<!--frsh:i:${index}:${number - 1}-->${html}<!--/frsh:i-->`);
}

function withSlots(props: object, state: RenderState): object {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]: [string, ComponentChildren]) => {
      const isJsx = isValidElement(value) && !isSignal(value) || name === "children" && Array.isArray(value);
      if (!isJsx) return [name, value];
      const index = state.slots.push({ children: value, rendered: false }) - 1;
      return [name, h(Slot, { index })];
    }),
  );
}

function Slot({ index }: { index: number }, context?: unknown): VNode | null {
  const slot = currentRender?.slots[index];
  if (slot === undefined) return null;
  slot.rendered = true;
  return raw(`<!--frsh:s:${index}-->${slotHtml(slot.children, index, context)}<!--/frsh:s-->`);
}

function slotHtml(children: ComponentChildren, index: number, context?: unknown): string {
  return renderPart(h(Fragment, null, children), false, `s${index}`, context);
}

/** Slots that no island rendered wait in templates; rendering one may bring more islands and slots. */
export function unshownSlots(state: RenderState): string {
  let html = "";
  for (const [index, { children, rendered }] of state.slots.entries()) {
    if (!rendered) html += `<template id="frsh-s-${index}">${slotHtml(children, index)}</template>`;
  }
  return html;
}

export function slotIndex(value: object): number | null {
  return isValidElement(value) && value.type === Slot && "index" in value.props ? Number(value.props.index) : null;
}
