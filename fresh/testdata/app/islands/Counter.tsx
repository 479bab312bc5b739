import type { Signal } from "@preact/signals";

export function Counter({ count, label }: { count: Signal<number>; label: string }) {
  return (
    <p>
      <button type="button" onClick={() => count.value++}>{label}</button>
      <output>{count}</output>
    </p>
  );
}
