/** What people write under an event, and the field for it. */
import type { JSX } from "preact";
import { type EventPost, POST_MAX_UNITS } from "../domain/event.ts";
import type { PersonId } from "../domain/ids.ts";
import { eventWords } from "../words/events.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button } from "./Button.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { TextArea } from "./TextArea.tsx";

export interface EventTalkProps {
  readonly locale: string;
  readonly posts: readonly EventPost[];
  readonly viewerId: PersonId;
  /** Takes away what anybody wrote. */
  readonly isHost: boolean;
  /** The page of the event, where it is posted; `query` goes with every address. */
  readonly path: string;
  readonly query: string;
  /** As it was typed, and why that was refused. */
  readonly typed: string;
  readonly error: string | undefined;
  readonly now: Date;
}

export function EventTalk(
  { locale, posts, viewerId, isHost, path, query, typed, error, now }: EventTalkProps,
): JSX.Element {
  const say = speaker(eventWords, locale);
  return (
    <section class="stack" aria-labelledby="talk">
      <h2 id="talk">{say("talk")}</h2>
      {posts.length === 0 && <p class="soft">{say("talk_empty")}</p>}
      {posts.length > 0 && (
        <ol class="event-posts">
          {posts.map(({ id, personId, name, text, writtenAt }) => (
            <li key={id} class="event-post">
              <Avatar name={name} size="small" />
              <div class="event-post-said">
                <p class="event-post-who">
                  <bdi>{name}</bdi>
                  <span class="soft small">{relativeTime(writtenAt, now, locale)}</span>
                </p>
                <p class="event-text" dir="auto">{text}</p>
              </div>
              {(isHost || personId === viewerId) && (
                <DeedForm
                  action={`${path}/posts/${id}/remove${query}`}
                  fields={{}}
                  variant="plain"
                  name={say("talk_remove_name", { name })}
                >
                  {say("talk_remove")}
                </DeedForm>
              )}
            </li>
          ))}
        </ol>
      )}
      <form class="form" method="post" action={`${path}${query}#talk`}>
        <TextArea
          name="text"
          label={say("talk_label")}
          hint={say("talk_hint")}
          value={typed}
          error={error}
          maxLength={POST_MAX_UNITS}
          required
        />
        <div>
          <Button type="submit">{say("talk_send")}</Button>
        </div>
      </form>
    </section>
  );
}
