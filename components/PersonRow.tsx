/** A person in a list: picture, name, a line about them, and what can be done at the end of the row. */
import type { ComponentChildren, JSX } from "preact";
import { Avatar } from "./Avatar.tsx";

export interface PersonRowProps {
  readonly id?: string;
  readonly name: string;
  /** Under the name. */
  readonly about?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function PersonRow({ id, name, about, children }: PersonRowProps): JSX.Element {
  return (
    <li class="person" id={id}>
      <Avatar name={name} />
      <div class="person-who">
        <bdi class="person-name">{name}</bdi>
        {about && <div class="person-about">{about}</div>}
      </div>
      {children}
    </li>
  );
}
