import { computed, signal } from "@preact/signals";
import { define } from "../define.ts";
import { Counter } from "../islands/Counter.tsx";
import Panel from "../islands/Panel.tsx";
import { Badge } from "./(_islands)/Badge.tsx";

export default define.page(({ state }) => {
  const count = signal(3);
  const doubled = computed(() => count.value * 2);
  return (
    <main>
      <h1>Hello {state.visitor}</h1>
      <Counter count={count} label="One more" />
      <Counter count={count} label="And another" />
      <Panel footer={<em>closed</em>}>
        <p class="slot">
          In a slot <input name="typed" value="server" disabled />
        </p>
        <Badge text="nested" total={doubled} />
      </Panel>
    </main>
  );
});
