/** Right after somebody was put out: what that did, and the new link that they do not know. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { hostingWords } from "../words/hosting.ts";
import { speaker } from "../words/speaker.ts";
import { DeedForm } from "./DeedForm.tsx";
import { Notice } from "./Notice.tsx";

export interface RemovedNoticeProps {
  readonly locale: string;
  readonly room: Pick<Room, "id" | "locked">;
  readonly name: string;
  /** Of the removal. */
  readonly id: string;
}

export function RemovedNotice({ locale, room, name, id }: RemovedNoticeProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  const title = say("removed_title", { name });
  return (
    <div id={`removed-${id}`} data-news={title}>
      <Notice kind="success" title={title}>
        <p>{say(room.locked ? "removed_text_locked" : "removed_text")}</p>
        <DeedForm action={`/rooms/${room.id}/link`} fields={{}}>{say("new_link")}</DeedForm>
      </Notice>
    </div>
  );
}
