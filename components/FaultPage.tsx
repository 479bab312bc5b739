/** A page for what went wrong: what it is, in plain words, and a way on. */
import type { ComponentChildren, JSX } from "preact";

export interface FaultPageProps {
  readonly title: string;
  readonly text: string;
  /** Small print, e.g. the number that finds a fault in the log. */
  readonly note?: string | undefined;
  /** The ways on. */
  readonly children: ComponentChildren;
}

export function FaultPage({ title, text, note, children }: FaultPageProps): JSX.Element {
  return (
    <div class="fault">
      <div class="fault-door" aria-hidden="true" />
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <div class="row">{children}</div>
      {note && <p class="soft small">{note}</p>}
    </div>
  );
}
