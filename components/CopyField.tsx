/**
 * A link to hand on: read-only, selected by a tap or by keyboard. Copying by button needs a script, so the button is a child
 * that an island brings; without it the field is complete.
 */
import type { ComponentChildren, JSX } from "preact";
import { Link } from "./icons.ts";
import { Icon } from "./Icon.tsx";

export interface CopyFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly children?: ComponentChildren;
}

export function CopyField({ id, label, value, children }: CopyFieldProps): JSX.Element {
  return (
    <div class="copy">
      <label class="visually-hidden" for={id}>{label}</label>
      <span class="copy-box">
        <Icon of={Link} size="small" />
        <input class="copy-value" id={id} type="text" readOnly value={value} />
      </span>
      {children}
    </div>
  );
}
