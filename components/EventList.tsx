/** The next events, as a part of a page. */
import type { JSX } from "preact";
import { eventWords } from "../words/events.ts";
import { speaker } from "../words/speaker.ts";
import { EventRow, type EventRowProps } from "./EventRow.tsx";

export interface EventListProps extends Pick<EventRowProps, "locale" | "viewerId" | "now"> {
  readonly title: string;
  readonly events: readonly Omit<EventRowProps, "locale" | "viewerId" | "now">[];
  /** Where the others are; null: these are all. */
  readonly allHref: string | null;
}

export function EventList({ title, events, allHref, ...common }: EventListProps): JSX.Element {
  const say = speaker(eventWords, common.locale);
  return (
    <section class="rooms stack" aria-labelledby="events">
      <div class="rooms-head">
        <h2 id="events">{title}</h2>
        {allHref !== null && <a class="rooms-all" href={allHref}>{say("all")}</a>}
      </div>
      <ul class="coming-list">
        {events.map((each) => <EventRow key={each.event.id} {...common} {...each} />)}
      </ul>
    </section>
  );
}
