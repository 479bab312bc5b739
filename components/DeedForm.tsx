/** One deed as a form of its own with one button, so that it works without a script and a link changes nothing. */
import type { ComponentChildren, JSX } from "preact";
import { Button, type ButtonProps } from "./Button.tsx";

export interface DeedFormProps {
  readonly action: string;
  /** What goes with it, unseen. */
  readonly fields: Readonly<Record<string, string>>;
  readonly variant?: NonNullable<ButtonProps["variant"]>;
  readonly icon?: ButtonProps["icon"];
  /** The accessible name, where the text alone does not say whom it is about. */
  readonly name?: string;
  /** The id of a sentence about what it does. */
  readonly describedBy?: string;
  readonly children: ComponentChildren;
}

export function DeedForm(
  { action, fields, variant = "quiet", icon, name, describedBy, children }: DeedFormProps,
): JSX.Element {
  return (
    <form method="post" action={action}>
      {Object.entries(fields).map(([field, value]) => <input key={field} type="hidden" name={field} value={value} />)}
      <Button
        type="submit"
        variant={variant}
        aria-label={name}
        aria-describedby={describedBy}
        {...(icon ? { icon } : {})}
      >
        {children}
      </Button>
    </form>
  );
}
