import type { ReadonlySignal } from "@preact/signals";
import { useId, useState } from "preact/hooks";

export function Badge({ text, total }: { text: string; total: ReadonlySignal<number> }) {
  const [clicks, setClicks] = useState(0);
  const id = useId();
  return (
    <button
      type="button"
      id="badge"
      data-server-id={id}
      data-browser-id={clicks > 0 ? id : undefined}
      onClick={() => setClicks(clicks + 1)}
    >
      {text} {clicks} {total}
    </button>
  );
}
