/** What is pressed: a `<button>`, or a link that looks like one. Both are at least 44 px high. */
import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconNode } from "./Icon.tsx";

interface Look {
  /** One `primary` per view; `danger` for what cannot be taken back; `plain` has no surface until touched. */
  readonly variant?: "primary" | "quiet" | "plain" | "danger";
  readonly size?: "medium" | "large";
  /** As wide as what holds it. */
  readonly wide?: boolean;
  readonly icon?: IconNode;
  /** Shows the icon alone; `label` is then the accessible name. */
  readonly label?: string;
  readonly children?: ComponentChildren;
}

/** The classes of a button's look, for the rare element that is neither a button nor a link (a `<summary>`, a `<label>`). */
export function buttonClass({ variant = "quiet", size = "medium", wide, label, children }: Look): string {
  const round = label !== undefined && children === undefined;
  return `button button-${variant} button-${size}${wide ? " button-wide" : ""}${round ? " button-round" : ""}`;
}

function Inside({ icon, children }: Look): JSX.Element {
  return (
    <>
      {icon && <Icon of={icon} />}
      {children !== undefined && <span>{children}</span>}
    </>
  );
}

type NativeButton = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "size" | "icon" | "label" | "children" | "class">;

export interface ButtonProps extends Look, NativeButton {
  /** Shows a spinner, tells assistive technology, and takes no second press. */
  readonly busy?: boolean;
}

export function Button(props: ButtonProps): JSX.Element {
  const { variant: _variant, size: _size, wide: _wide, icon: _icon, label, busy, children, disabled, ...native } =
    props;
  return (
    <button
      type="button"
      {...native}
      class={buttonClass(props)}
      aria-label={label ?? native["aria-label"]}
      aria-busy={busy ? "true" : undefined}
      disabled={busy || disabled}
    >
      {busy ? <Spinner /> : null}
      <Inside {...(busy ? { children } : props)} />
    </button>
  );
}

function Spinner(): JSX.Element {
  return <span class="spinner" aria-hidden="true" />;
}

export interface ButtonLinkProps extends Look {
  readonly href: string;
}

export function ButtonLink(props: ButtonLinkProps): JSX.Element {
  return (
    <a href={props.href} class={buttonClass(props)} aria-label={props.label}>
      <Inside {...props} />
    </a>
  );
}
