/** A surface that holds one subject. `as` names what it is in the document. */
import type { ComponentChildren, JSX } from "preact";
import { h } from "preact";

export interface CardProps {
  readonly as?: "div" | "section" | "article" | "li";
  /** `lit`: with light falling in from the corner, for what can be entered now. */
  readonly tone?: "plain" | "lit" | "quiet";
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}

export function Card({ as = "div", tone = "plain", labelledBy, children }: CardProps): JSX.Element {
  return h(as, { class: `card card-${tone}`, "aria-labelledby": labelledBy }, children);
}
