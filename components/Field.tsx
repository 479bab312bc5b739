/**
 * One labelled field of a form. The hint and the error belong to the input by `aria-describedby`, an error also by
 * `aria-invalid`; the id is the field's name, so a name may stand only once on a page (or pass `id`).
 */
import type { ComponentChildren, JSX } from "preact";
import { CircleAlert } from "./icons.ts";
import { Icon } from "./Icon.tsx";

type NativeInput = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "name" | "label" | "class" | "id">;

export interface FieldProps extends NativeInput {
  readonly name: string;
  readonly label: string;
  readonly id?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** The id of an error that stands elsewhere and is about this field too. */
  readonly errorAt?: string | undefined;
  /** Something that stands at the end of the input's line, e.g. a button. */
  readonly beside?: ComponentChildren;
}

export function Field({ name, label, id = name, hint, error, errorAt, beside, ...native }: FieldProps): JSX.Element {
  const described = [error ? `${id}-error` : errorAt, hint && `${id}-hint`].filter(Boolean).join(" ");
  const input = (
    <input
      {...native}
      class="input"
      id={id}
      name={name}
      aria-invalid={error || errorAt ? "true" : undefined}
      aria-describedby={described || undefined}
    />
  );
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      {beside ? <div class="field-line">{input}{beside}</div> : input}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon of={CircleAlert} size="small" />
          <span>{error}</span>
        </p>
      )}
      {hint && <p class="field-hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
