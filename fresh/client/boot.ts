/**
 * Wakes the islands of a page: finds their markers, reads their slots back from the document, hydrates them in place.
 * The server rendered everything there is to see; nothing here changes it.
 */
import { type ComponentChildren, type ComponentType, type ContainerNode, hydrate, type VNode } from "preact";
import { jsx } from "preact/jsx-runtime";

const slots: ComponentChildren[] = [];

export function slot(index: number): VNode {
  return jsx(Slot, { index });
}

function Slot({ index }: { index: number }): ComponentChildren {
  const template = document.getElementById(`frsh-s-${index}`) as HTMLTemplateElement | null;
  return slots[index] ??= template && read([...template.content.childNodes]);
}

let components: ComponentType[];
let props: object[];

/** Islands and their props are numbered as in the markers. */
export function boot(pageComponents: ComponentType[], pageProps: object[]): void {
  components = pageComponents;
  props = pageProps;
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
      read(nodes);
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

/** What the server rendered, as nodes that render the same; keeps the slots that are met on the way. */
function read(nodes: Node[]): ComponentChildren[] {
  const children: ComponentChildren[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    const marker = markerOf(node);
    if (marker) {
      const start = i + 1;
      i = endOf(nodes, i);
      const inside = read(nodes.slice(start, i));
      if (marker[1] === "i") children.push(islandVNode(marker));
      else slots[Number(marker[2])] ??= inside;
    } else if (node instanceof Text) children.push(node.data);
    else if (node instanceof Element) {
      children.push(jsx(node.localName, { ...attributesOf(node), children: read([...node.childNodes]) }));
    }
  }
  return children;
}

function islandVNode(marker: string[]): VNode {
  const at = Number(marker[3]);
  const vnode = jsx(components[Number(marker[2])] as ComponentType, props[at] as object);
  // The same start of `useId` as on the server.
  return Object.assign(vnode, { __m: [at + 1, 0] });
}

/** `[…, "i", island, props]`, `[…, "s", slot]`, or null for an ordinary node. */
function markerOf(node: Node): string[] | null {
  return /^frsh:(.):(\d+):?(\d*)$/.exec(node instanceof Comment ? node.data : "");
}

/** The position of the marker that closes the one at `start`. */
function endOf(nodes: Node[], start: number): number {
  let depth = 0;
  for (let i = start; i < nodes.length; i++) {
    const [text] = /^\/?frsh:/.exec((nodes[i] as Comment).data ?? "") ?? [];
    if (text) depth += text === "frsh:" ? 1 : -1;
    if (!depth) return i;
  }
  return nodes.length;
}

function attributesOf(element: Element): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const { name, value } of element.attributes) {
    // An empty attribute that is a boolean property means true; as a property, "" would mean false.
    attributes[name] = value === "" && typeof Reflect.get(element, name) === "boolean" || value;
  }
  return attributes;
}

/** What Preact asks of a parent, beginning and ending where the island does. */
function rootBefore(end: ChildNode, childNodes: Node[]): ContainerNode {
  const parent = end.parentNode as Element;
  return {
    namespaceURI: parent.namespaceURI,
    firstChild: childNodes[0],
    childNodes,
    insertBefore(node: Node, before: Node | null) {
      const isInside = before && end.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_PRECEDING;
      return parent.insertBefore(node, isInside ? before : end);
    },
  } as unknown as ContainerNode;
}
