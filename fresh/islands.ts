/**
 * The server's side of islands: the markers around them, their props as data, their JSX props as slots.
 * Inside an island everything is an ordinary component; inside a slot the page goes on, and islands are islands.
 */
import { type ComponentChildren, type ComponentType, Fragment, h, isValidElement, type VNode } from "preact";
import type { Island } from "./build_cache.ts";
import { currentRender, type RenderState, type UsedIsland } from "./render_state.ts";
import { isSignal } from "./stringify.ts";

interface IslandHostProps {
  component: ComponentType;
  island: UsedIsland;
  props: object;
}

/** Turns a node whose component is an island into its host. */
export function asIsland(vnode: VNode, state: RenderState): void {
  if (typeof vnode.type !== "function") return;
  const island = state.buildCache?.islands.get(vnode.type);
  if (island === undefined) return;
  if (!isUsable(island)) {
    throw new Error(`The island ${island.exportName} has no chunk: no import from main.ts or a route leads to it`);
  }
  const props: IslandHostProps = { component: vnode.type, island, props: vnode.props };
  Object.assign(vnode, { type: IslandHost, props });
}

function isUsable(island: Island): island is UsedIsland {
  return island.chunk !== null;
}

function IslandHost({ component, island, props }: IslandHostProps): VNode | null {
  const state = currentRender();
  if (state === null) return h(component, props);

  const islandIndex = state.islands.get(island) ?? state.islands.size;
  state.islands.set(island, islandIndex);
  const sent = withSlots(props, state);
  const propsIndex = state.props.push(sent) - 1;

  const content = h(IslandContent, null, h(component, sent));
  setIdScope(content, propsIndex + 1);
  return between(`i:${islandIndex}:${propsIndex}`, content);
}

function withSlots(props: object, state: RenderState): object {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]: [string, ComponentChildren]) => {
      const isJsx = name === "children"
        ? value !== null && value !== undefined && typeof value !== "boolean" && typeof value !== "function"
        : isValidElement(value);
      if (!isJsx || isSignal(value)) return [name, value];
      const index = state.slots.push({ children: value, rendered: false }) - 1;
      return [name, h(Slot, { index })];
    }),
  );
}

/** The place where an island shows a JSX prop. */
export function Slot({ index }: { index: number }): VNode | null {
  const slot = currentRender()?.slots[index];
  if (slot === undefined) return null;
  slot.rendered = true;
  return between(`s:${index}`, slotContent(slot.children, index));
}

export function slotContent(children: ComponentChildren, index: number): VNode {
  const content = h(SlotContent, null, children);
  setIdScope(content, `s${index}`);
  return content;
}

export function slotIndex(value: object): number | null {
  return isValidElement(value) && value.type === Slot && "index" in value.props ? Number(value.props.index) : null;
}

export function IslandContent(props: { children?: ComponentChildren }): ComponentChildren {
  return props.children;
}

export function SlotContent(props: { children?: ComponentChildren }): ComponentChildren {
  return props.children;
}

/** Gives `useId` below this node a prefix that the browser's side can repeat, unlike the position in the document. */
function setIdScope(vnode: VNode, prefix: number | string): void {
  Object.assign(vnode, { __m: [prefix, 0] });
}

function between(marker: string, content: VNode): VNode {
  return h(Fragment, null, comment(`frsh:${marker}`), content, comment(`/frsh:${marker.slice(0, 1)}`));
}

function comment(text: string): VNode {
  return h(Fragment, { UNSTABLE_comment: text } as object);
}
