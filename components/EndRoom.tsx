/**
 * Ending a room, or what is going on in one that opens again, asked back once because it cannot be undone. The question is a native popover, so it needs no script; a
 * browser that has none shows the question in its place, and the form works all the same.
 */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { homeWords } from "../words/home.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";

export interface EndRoomProps {
  readonly locale: string;
  readonly room: Pick<Room, "id" | "activity" | "state" | "schedule">;
}

export function EndRoom({ locale, room }: EndRoomProps): JSX.Element {
  const say = speaker(homeWords, locale);
  const id = `end-${room.id}`;
  const end = room.state === "scheduled" ? "cancel" : room.schedule?.rule ? "close" : "end";
  return (
    <>
      <Button variant="danger" popovertarget={id}>{say(end)}</Button>
      <div class="confirm" id={id} popover="auto" role="dialog" aria-labelledby={`${id}-question`}>
        <h4 class="confirm-question" id={`${id}-question`}>{say(`${end}_question`, { title: room.activity.title })}</h4>
        <p class="soft">{say(`${end}_text`)}</p>
        <div class="confirm-deeds">
          <Button popovertarget={id} popovertargetaction="hide">{say(`${end}_keep`)}</Button>
          <form method="post" action={`/rooms/${room.id}/${end === "cancel" ? "cancel" : "end"}`}>
            <Button type="submit" variant="danger">{say(end)}</Button>
          </form>
        </div>
      </div>
    </>
  );
}
