/** A labelled field for more than one line; it belongs to its hint and error as `Field` does. */
import type { JSX } from "preact";
import { CircleAlert } from "./icons.ts";
import { Icon } from "./Icon.tsx";

export interface TextAreaProps {
  /** Also the id, so it may stand only once on a page. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly maxLength: number;
  readonly required?: boolean;
}

export function TextArea({ name, label, value, hint, error, maxLength, required }: TextAreaProps): JSX.Element {
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label class="field-label" for={name}>{label}</label>
      <textarea
        class="input"
        id={name}
        name={name}
        rows={3}
        maxLength={maxLength}
        required={required}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={described || undefined}
      >
        {value}
      </textarea>
      {error && (
        <p class="field-error" id={`${name}-error`}>
          <Icon of={CircleAlert} size="small" />
          <span>{error}</span>
        </p>
      )}
      {hint && <p class="field-hint" id={`${name}-hint`}>{hint}</p>}
    </div>
  );
}
