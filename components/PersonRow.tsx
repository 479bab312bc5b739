/** A person in a list: picture, name, a line about them, and what can be done at the end of the row. */
import type { ComponentChildren, JSX } from "preact";
import { Avatar } from "./Avatar.tsx";

export interface PersonRowProps {
  readonly id?: string;
  readonly name: string;
  /** What is said of it when it comes while the page is open. */
  readonly news?: string;
  /** Beside the name. */
  readonly marks?: ComponentChildren;
  /** Under the name. */
  readonly about?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function PersonRow({ id, news, name, marks, about, children }: PersonRowProps): JSX.Element {
  return (
    <li class="person" id={id} data-news={news}>
      <Avatar name={name} />
      <div class="person-who">
        {marks
          ? (
            <div class="person-line">
              <bdi class="person-name">{name}</bdi>
              {marks}
            </div>
          )
          : <bdi class="person-name">{name}</bdi>}
        {about && <div class="person-about">{about}</div>}
      </div>
      {children}
    </li>
  );
}
