/** Who can see a room and come in, with an eye before it; or a lock, while nobody new can. */
import type { JSX } from "preact";
import { Eye } from "./icons.ts";
import { Icon, type IconNode } from "./Icon.tsx";

export interface AudienceLineProps {
  readonly text: string;
  readonly icon?: IconNode;
}

export function AudienceLine({ text, icon = Eye }: AudienceLineProps): JSX.Element {
  return (
    <p class="audience-line">
      <Icon of={icon} size="small" />
      <bdi>{text}</bdi>
    </p>
  );
}
