/** What can be done about a person in a list, behind a button at the end of the row. Opens without a script; one at a time. */
import type { ComponentChildren, JSX } from "preact";
import { buttonClass } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { Ellipsis } from "./icons.ts";

export interface PersonMenuProps {
  /** The button's accessible name. */
  readonly label: string;
  readonly children: ComponentChildren;
}

export function PersonMenu({ label, children }: PersonMenuProps): JSX.Element {
  return (
    <details class="person-menu" name="person-menu">
      <summary class={buttonClass({ variant: "plain", label })} aria-label={label}>
        <Icon of={Ellipsis} />
      </summary>
      <div class="person-deeds">{children}</div>
    </details>
  );
}
