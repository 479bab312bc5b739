/** Waiting, in two forms: a spinner for a deed under way, a skeleton where content is about to stand. */
import type { JSX } from "preact";

export function Spinner({ label }: { readonly label: string }): JSX.Element {
  return (
    <span class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      <span>{label}</span>
    </span>
  );
}

export interface SkeletonProps {
  readonly shape: "line" | "block" | "picture";
}

export function Skeleton({ shape }: SkeletonProps): JSX.Element {
  return <span class={`skeleton skeleton-${shape}`} aria-hidden="true" />;
}
