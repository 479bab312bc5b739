/** A message in the flow of a page. `warning` and `error` interrupt assistive technology, the others wait for a pause. */
import type { ComponentChildren, JSX } from "preact";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "./icons.ts";
import { Icon } from "./Icon.tsx";

export type NoticeKind = "info" | "success" | "warning" | "error";

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;

export interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title?: string;
  readonly children?: ComponentChildren;
}

export function Notice({ kind, title, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice-${kind}`} role={kind === "warning" || kind === "error" ? "alert" : "status"}>
      <Icon of={ICONS[kind]} />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
