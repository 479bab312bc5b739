/** What stands where there is nothing yet: why it is empty, and the one thing to do about it. */
import type { ComponentChildren, JSX } from "preact";

export interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  /** A button or link. */
  readonly children?: ComponentChildren;
}

export function EmptyState({ title, text, children }: EmptyStateProps): JSX.Element {
  return (
    <div class="empty">
      <div class="empty-door" aria-hidden="true" />
      <p class="empty-title">{title}</p>
      <p class="empty-text">{text}</p>
      {children}
    </div>
  );
}
