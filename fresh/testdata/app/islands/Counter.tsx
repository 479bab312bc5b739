import type { Signal } from "@preact/signals";
import { Head } from "fresh/runtime";

export function Counter({ count, label }: { count: Signal<number>; label: string }) {
  return (
    <p>
      <Head>
        <title>Count {count}</title>
      </Head>
      <button type="button" onClick={() => count.value++}>{label}</button>
      <output>{count}</output>
    </p>
  );
}
