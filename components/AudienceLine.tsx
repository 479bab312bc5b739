/** Who can see a room and come in, with an eye before it. */
import type { JSX } from "preact";
import { Eye } from "./icons.ts";
import { Icon } from "./Icon.tsx";

export function AudienceLine({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="audience-line">
      <Icon of={Eye} size="small" />
      <bdi>{text}</bdi>
    </p>
  );
}
