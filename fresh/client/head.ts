/**
 * `Head` in the browser: its children are rendered apart, and kept in step with the document's head. An element
 * that is already there (from the server or from another `Head`) is updated; what this one added goes with it.
 */
import { Component, type ComponentChildren, h, render } from "preact";

export interface HeadProps {
  children?: ComponentChildren;
}

/** Carries the contexts around `Head` into the tree that is rendered apart. */
class ContextBridge extends Component<{ context: object; children: ComponentChildren }> {
  override getChildContext(): object {
    return this.props.context;
  }
  override render(): ComponentChildren {
    return this.props.children;
  }
}

export class Head extends Component<HeadProps> {
  #apart = document.createElement("div");
  #added = new Map<string, Element>();
  #observer = new MutationObserver(() => this.#copy());

  override componentDidMount(): void {
    this.#observer.observe(this.#apart, { attributes: true, characterData: true, childList: true, subtree: true });
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    render(h(ContextBridge, { context: this.context ?? {}, children: this.props.children }), this.#apart);
    this.#copy();
  }

  override componentWillUnmount(): void {
    this.#observer.disconnect();
    render(null, this.#apart);
    for (const element of this.#added.values()) element.remove();
  }

  override render(): null {
    return null;
  }

  #copy(): void {
    this.#observer.takeRecords();
    const gone = new Set(this.#added.keys());
    for (const source of this.#apart.children) {
      const key = keyOf(source);
      gone.delete(key);
      const present = [...document.head.children].find((element) => keyOf(element) === key);
      if (present) update(present, source);
      else {
        const added = source.cloneNode(true) as Element;
        this.#added.set(key, added);
        document.head.append(added);
      }
    }
    for (const key of gone) {
      this.#added.get(key)?.remove();
      this.#added.delete(key);
    }
  }
}

function update(present: Element, source: Element): void {
  for (const { name, value } of source.attributes) {
    if (present.getAttribute(name) !== value) present.setAttribute(name, value);
  }
  if (present.textContent !== source.textContent) present.textContent = source.textContent;
}

/** What makes an element of the head the same element; agrees with `uniqueKey` of the server's head.ts. */
function keyOf(element: Element): string {
  const type = element.localName;
  const name = element.getAttribute("data-key");
  if (name !== null) return `${type} data-key=${name}`;
  if (type === "title") return type;
  const attributes = [...element.attributes]
    .filter((attribute) => attribute.name !== "nonce" && (type !== "meta" || attribute.name !== "content"))
    .map((attribute) => `${attribute.name}=${attribute.value}`).sort();
  return [type, ...attributes].join(" ");
}
