/**
 * Makes what stands on a page like what the server says now, node by node, so that all that a person has going on stays: what
 * is being typed, where the focus is, which menus and questions are open. Elements with an id are the same ones wherever they
 * stand among their siblings.
 */

/** What a person opens and closes is theirs; the server knows nothing of it. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set(["open"]);

/** `isHeld`: what is left as it is, with all that is in it. */
export function morph(now: Element, next: Element, isHeld: (element: Element) => boolean): void {
  if (isHeld(now)) return;
  morphAttributes(now, next);
  const wanted = new Set([...next.children].flatMap(({ id }) => id === "" ? [] : [id]));
  for (const child of [...now.children]) if (child.id !== "" && !wanted.has(child.id)) child.remove();
  let cursor: ChildNode | null = now.firstChild;
  for (const child of [...next.childNodes]) {
    const match = matchOf(child, now, cursor);
    if (match === null) {
      now.insertBefore(child, cursor);
      continue;
    }
    if (match !== cursor) now.insertBefore(match, cursor);
    morphNode(match, child, isHeld);
    cursor = match.nextSibling;
  }
  while (cursor !== null) {
    const rest: ChildNode | null = cursor.nextSibling;
    cursor.remove();
    cursor = rest;
  }
}

function morphNode(now: ChildNode, next: ChildNode, isHeld: (element: Element) => boolean): void {
  if (now instanceof Element && next instanceof Element) morph(now, next, isHeld);
  else if (now.nodeValue !== next.nodeValue) now.nodeValue = next.nodeValue;
}

/** The node that becomes `child`: the one of the same id, or what stands there if it is of the same kind and has no id. */
function matchOf(child: ChildNode, parent: Element, cursor: ChildNode | null): ChildNode | null {
  if (child instanceof Element && child.id !== "") {
    const same = [...parent.children].find(({ id }) => id === child.id);
    return same?.nodeName === child.nodeName ? same : null;
  }
  if (cursor === null || cursor.nodeType !== child.nodeType || cursor.nodeName !== child.nodeName) return null;
  return cursor instanceof Element && cursor.id !== "" ? null : cursor;
}

function morphAttributes(now: Element, next: Element): void {
  for (const { name, value } of [...next.attributes]) {
    if (!OWN_ATTRIBUTES.has(name) && now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  for (const { name } of [...now.attributes]) {
    if (!OWN_ATTRIBUTES.has(name) && !next.hasAttribute(name)) now.removeAttribute(name);
  }
}
