/** Right after somebody was put out: the new link that they do not know, and then that link. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { doInRoom } from "../../client/room_deed.ts";
import type { RoomSession } from "../../client/room_session.ts";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { peopleWords } from "../../words/people.ts";
import { speaker } from "../../words/speaker.ts";
import { linkNow } from "./link_now.ts";
import type { RoomProps } from "./Lobby.tsx";
import Share from "./Share.tsx";

export interface AfterRemovalProps {
  readonly props: RoomProps;
  readonly session: RoomSession;
  /** Who was put out last. */
  readonly name: string;
  readonly onDecided: () => void;
}

export default function AfterRemoval({ props, session, name, onDecided }: AfterRemovalProps): JSX.Element {
  const { locale, room } = props;
  const say = speaker(peopleWords, locale);
  const state = useSignal<"offered" | "busy" | "failed" | "replaced">("offered");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    state.value = "offered";
    // What had the focus is gone with whoever was removed.
    place.current?.focus();
  }, [name]);

  async function replace(): Promise<void> {
    state.value = "busy";
    const outcome = await doInRoom(room.id, "link");
    state.value = outcome.isDone ? "replaced" : "failed";
  }

  const live = session.live.value;
  const isReplaced = state.value === "replaced";
  return (
    <div ref={place} tabIndex={-1}>
      <Notice kind="success" title={isReplaced ? say("replaced_title") : say("removed_title", { name })}>
        <p>{say(isReplaced ? "replaced" : "removed")}</p>
        {state.value === "failed" && <p class="field-error">{say("failed")}</p>}
        {isReplaced && <Share locale={locale} {...linkNow(props, live)} activity={live?.activity ?? room.activity} />}
        <div class="call-deeds">
          {!isReplaced && <Button busy={state.value === "busy"} onClick={replace}>{say("new_link")}</Button>}
          <Button variant="plain" onClick={onDecided}>{say(isReplaced ? "done" : "keep_link")}</Button>
        </div>
      </Notice>
    </div>
  );
}
