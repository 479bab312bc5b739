/** The picture of an event, as its page and the lists of events show it. It is not described: the title stands beside it. */
import type { JSX } from "preact";
import { type Event, eventPicturePath } from "../domain/event.ts";
import type { RoomCode } from "../domain/ids.ts";

export interface EventPictureProps {
  readonly event: Pick<Event, "id" | "picture">;
  /** By which somebody came, if by a link. */
  readonly code: RoomCode | null;
}

/** Above everything else on a page. */
export function EventPicture({ event: { id, picture }, code }: EventPictureProps): JSX.Element | null {
  if (picture === null) return null;
  const { width, height } = picture;
  // A poster is shown whole; of what is wide, its edges may go.
  const look = height > width ? "event-picture event-picture-whole" : "event-picture";
  return <img class={look} src={eventPicturePath(id, code)} width={width} height={height} alt="" />;
}

/** In the place of the emoji. */
export function EventPictureTile({ event: { id, picture } }: Pick<EventPictureProps, "event">): JSX.Element | null {
  if (picture === null) return null;
  return (
    <img
      class="event-picture-tile"
      src={eventPicturePath(id)}
      width={picture.width}
      height={picture.height}
      alt=""
      loading="lazy"
      decoding="async"
    />
  );
}
