/** The operator's end of a room, asked back once. */
import type { JSX } from "preact";
import { adminWords } from "../words/admin.ts";
import { speaker } from "../words/speaker.ts";
import { AskBack } from "./AskBack.tsx";

export interface EndOpenRoomProps {
  readonly locale: string;
  /** Unlike every other on the page. */
  readonly id: string;
  readonly room: { readonly id: string; readonly title: string };
  /** The page to come back to. */
  readonly back: string;
}

export function EndOpenRoom({ locale, id, room, back }: EndOpenRoomProps): JSX.Element {
  const say = speaker(adminWords, locale);
  return (
    <AskBack
      id={id}
      deed={say("end_room")}
      question={say("end_room_question", { title: room.title })}
      text={say("end_room_text")}
      keep={say("end_room_keep")}
      action={`/rooms/${encodeURIComponent(room.id)}/end`}
      fields={{ back }}
    />
  );
}
