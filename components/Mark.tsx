/**
 * The mark: a door ajar, seen from the dark side, with lamplight falling through the gap. Drawn from three shapes that take
 * their colours from the tokens, so it follows light and dark. Decoration; the name stands in text beside it.
 */
import type { JSX } from "preact";

export interface MarkProps {
  readonly size?: "medium" | "large";
}

export function Mark({ size = "medium" }: MarkProps): JSX.Element {
  return (
    <svg class={`mark mark-${size}`} viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-light" d="M19.2 4.5h4.3v20.4l6.2 4.6H19.2z" />
      <path
        class="mark-door"
        d="M5.5 4.2A1.9 1.9 0 0 1 7.7 2.4l10.1 1.7a1.7 1.7 0 0 1 1.4 1.7v21.9a1.9 1.9 0 0 1-2.1 1.9L7.2 28.4a1.9 1.9 0 0 1-1.7-1.9z"
      />
      <circle class="mark-knob" cx="15.6" cy="17" r="1.35" />
    </svg>
  );
}
