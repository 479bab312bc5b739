/**
 * Wakes the islands of a page: finds their markers, reads their slots back from the document, hydrates them in place.
 * The server rendered everything there is to see; nothing here changes it.
 */
import { type ComponentChildren, type ComponentType, type ContainerNode, hydrate, type VNode } from "preact";
import { jsx } from "preact/jsx-runtime";
import { revive, type SignalFactories } from "./revive.ts";

type PropsBag = Record<string, unknown>;

/** Islands and their props are numbered as in the markers. */
export function boot(components: ComponentType[], wire: unknown, signals?: SignalFactories): void {
  const slots: ComponentChildren[] = [];
  const props = revive(wire, (index) => jsx(Slot, { index }), signals) as PropsBag[];

  function Slot({ index }: { index: number }): ComponentChildren {
    const template = document.getElementById(`frsh-s-${index}`);
    return slots[index] ??= template instanceof HTMLTemplateElement ? toVNodes([...template.content.childNodes]) : "";
  }

  function islandVNode(marker: string[]): VNode {
    const at = Number(marker[3]);
    const vnode = jsx(components[Number(marker[2])] as ComponentType, props[at] as PropsBag);
    return Object.assign(vnode, { __m: [at + 1, 0] });
  }

  /** The rendered slots inside an island. */
  function readSlots(nodes: Node[]): void {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as Node;
      const marker = markerOf(node);
      if (marker) {
        const end = endOf(nodes, i);
        slots[Number(marker[2])] ??= toVNodes(nodes.slice(i + 1, end));
        i = end;
      } else readSlots([...node.childNodes]);
    }
  }

  /** What the server rendered into a slot: static, save for islands. */
  function toVNodes(nodes: Node[]): ComponentChildren[] {
    const children: ComponentChildren[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as Node;
      const marker = markerOf(node);
      if (marker) {
        const end = endOf(nodes, i);
        readSlots(nodes.slice(i + 1, end));
        children.push(islandVNode(marker));
        i = end;
      } else if (node instanceof Text) children.push(node.data);
      else if (node instanceof Element) {
        children.push(jsx(node.localName, { ...propsOf(node), children: toVNodes([...node.childNodes]) }));
      }
    }
    return children;
  }

  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const roots: (() => void)[] = [];
  let depth = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if ((node as Comment).data === "/frsh:i") depth--;
    const marker = markerOf(node);
    if (marker?.[1] !== "i" || depth++) continue;
    const siblings = [...(node.parentNode as ParentNode).childNodes];
    const start = siblings.indexOf(node as ChildNode);
    const end = endOf(siblings, start);
    const nodes = siblings.slice(start + 1, end);
    const last = siblings[end] as ChildNode;
    roots.push(() => {
      readSlots(nodes);
      hydrate(islandVNode(marker), rootBefore(last, nodes));
    });
  }
  for (const wake of roots) {
    try {
      wake();
    } catch (error) {
      reportError(error);
    }
  }
}

/** `[…, "i", island, props]`, `[…, "s", slot]`, or null for an ordinary node. */
function markerOf(node: Node): string[] | null {
  return /^frsh:(.):(\d+):?(\d*)$/.exec(node instanceof Comment ? node.data : "");
}

/** The position of the marker that closes the one at `start`. */
function endOf(nodes: Node[], start: number): number {
  let depth = 0;
  for (let i = start; i < nodes.length; i++) {
    const text = (nodes[i] as Comment).data ?? "";
    if (text.startsWith("frsh:")) depth++;
    if (text.startsWith("/frsh:") && --depth === 0) return i;
  }
  return nodes.length;
}

function propsOf(element: Element): PropsBag {
  const props: PropsBag = {};
  for (const { name, value } of element.attributes) {
    // An empty attribute that is a boolean property means true; as a property, "" would mean false.
    props[name] = value === "" && typeof Reflect.get(element, name) === "boolean" ? true : value;
  }
  return props;
}

/** A parent for Preact that begins and ends where the island does. */
function rootBefore(end: ChildNode, nodes: Node[]): ContainerNode {
  const parent = end.parentNode as Element;
  function insertBefore(node: Node, before: Node | null): Node {
    const isInside = before && end.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_PRECEDING;
    return parent.insertBefore(node, isInside ? before : end);
  }
  return {
    nodeType: 1,
    parentNode: parent,
    namespaceURI: parent.namespaceURI,
    firstChild: nodes[0],
    childNodes: nodes,
    contains: (node: Node) => parent.contains(node),
    insertBefore,
    appendChild: (node: Node) => insertBefore(node, null),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as ContainerNode;
}
