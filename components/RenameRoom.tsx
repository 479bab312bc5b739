/** What is going on in a room, to be changed while it lasts. Sends `emoji` and `title`. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import type { Activity } from "../domain/room.ts";
import { hostingWords } from "../words/hosting.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { Field } from "./Field.tsx";

export interface RenameRoomProps {
  readonly locale: string;
  readonly roomId: RoomId;
  /** As it was typed, or as it is. */
  readonly activity: Activity;
  readonly error?: string | undefined;
}

export function RenameRoom({ locale, roomId, activity, error }: RenameRoomProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  return (
    <form class="card hosted-form" id="rename" method="post" action={`/rooms/${roomId}#rename`}>
      <input type="hidden" name="form" value="rename" />
      <h2 class="hosted-title">{say("rename_title")}</h2>
      <div class="rename">
        <Field
          name="emoji"
          label={say("emoji")}
          value={activity.emoji}
          maxLength={32}
          autocomplete="off"
          errorAt={error && "title-error"}
        />
        <Field
          name="title"
          label={say("title")}
          value={activity.title}
          autocomplete="off"
          required
          hint={error ? undefined : say("title_hint")}
          error={error}
        />
      </div>
      <Button type="submit">{say("rename")}</Button>
    </form>
  );
}
