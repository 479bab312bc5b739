/** The one icon set: a lucide icon as inline SVG. Always decoration; the name of a control stands in its text or label. */
import { h, type JSX } from "preact";
import type { IconNode } from "lucide";

export type { IconNode };

export interface IconProps {
  /** One of `icons.ts`. */
  readonly of: IconNode;
  readonly size?: "small" | "medium" | "large";
}

export function Icon({ of, size = "medium" }: IconProps): JSX.Element {
  return (
    <svg
      class={`icon icon-${size}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
