/** What an event's link says of itself where it is shown as a preview: nothing but what, with whom and when. */
import type { JSX } from "preact";
import { Head } from "fresh/runtime";
import { type Event, eventPath, type EventState, linkQuery } from "../../../domain/event.ts";
import { openingWords } from "../../../words/calendar_time.ts";
import { eventWords } from "../../../words/events.ts";
import { joinWords } from "../../../words/join.ts";
import { speaker } from "../../../words/speaker.ts";
import { PreviewPicture } from "../../(_page)/PreviewPicture.tsx";

export interface EventPreviewTagsProps {
  readonly locale: string;
  readonly event: Event;
  readonly state: EventState;
  readonly now: Date;
  readonly publicUrl: URL;
}

export function EventPreviewTags({ locale, event, state, now, publicUrl }: EventPreviewTagsProps): JSX.Element {
  const { id, room, startsAt: opensAt, schedule } = event;
  const say = speaker(eventWords, locale);
  const sayJoin = speaker(joinWords, locale);
  const title = sayJoin("preview_title", { ...room.activity, host: room.hostName });
  const description = state === "coming"
    ? say("preview_coming", openingWords({ opensAt, schedule }, now, locale))
    : say(`preview_${state}`);
  return (
    <Head>
      <meta name="description" content={description} />
      <meta name="robots" content="noindex, nofollow" />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={sayJoin("site")} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {/* Whoever unfolds a link is signed in nowhere: only the link of an event for whoever has it shows them anything. */}
      {room.audience.kind === "link" && (
        <PreviewPicture
          path={`${eventPath(id)}/preview.png${linkQuery(room.code)}`}
          publicUrl={publicUrl}
          alt={sayJoin("picture", room.activity)}
        />
      )}
    </Head>
  );
}
