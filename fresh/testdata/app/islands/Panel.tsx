import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { IS_BROWSER } from "fresh/runtime";
import { Stamp } from "./Stamp.tsx";

export default function Panel({ children, footer }: { children: ComponentChildren; footer: ComponentChildren }) {
  const isOpen = useSignal(true);
  const loaded = useSignal("");
  async function load() {
    const { answer } = await import("../later.ts");
    loaded.value = answer();
  }
  return (
    <section data-ready={IS_BROWSER}>
      <button type="button" onClick={() => isOpen.value = !isOpen.value}>Toggle</button>
      <button type="button" onClick={load}>Load</button>
      <output id="loaded">{loaded}</output>
      <Stamp text="stamped" />
      <div id="body">{isOpen.value ? children : footer}</div>
    </section>
  );
}
