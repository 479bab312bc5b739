import type { ReadonlySignal } from "@preact/signals";
import { useState } from "preact/hooks";

export function Badge({ text, total }: { text: string; total: ReadonlySignal<number> }) {
  const [clicks, setClicks] = useState(0);
  return <button type="button" id="badge" onClick={() => setClicks(clicks + 1)}>{text} {clicks} {total}</button>;
}
