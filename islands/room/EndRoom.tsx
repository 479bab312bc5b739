/** The host closes the door for everybody, after being asked once more. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { doInRoom } from "../../client/room_deed.ts";
import { Button } from "../../components/Button.tsx";
import { LogOut } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import type { RoomId } from "../../domain/ids.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

export interface EndRoomProps {
  readonly locale: string;
  readonly roomId: RoomId;
}

export default function EndRoom({ locale, roomId }: EndRoomProps): JSX.Element {
  const say = speaker(callWords, locale);
  const dialog = useRef<HTMLDialogElement>(null);
  const state = useSignal<"asking" | "ending" | "failed">("asking");

  function ask(): void {
    state.value = "asking";
    dialog.current?.showModal();
  }
  async function end(): Promise<void> {
    state.value = "ending";
    const outcome = await doInRoom(roomId, "end");
    if (!outcome.isDone) state.value = "failed";
  }
  return (
    <>
      <button type="button" class="call-end" onClick={ask} aria-haspopup="dialog" aria-label={say("end_room")}>
        <Icon of={LogOut} size="small" />
        <span>{say("end_room")}</span>
      </button>
      <dialog ref={dialog} class="call-dialog" aria-labelledby="end-title">
        <h2 id="end-title">{say("end_title")}</h2>
        <p class="soft">{say("end_text")}</p>
        {state.value === "failed" && <Notice kind="error">{say("failed")}</Notice>}
        <div class="call-choices">
          <Button onClick={() => dialog.current?.close()}>{say("cancel")}</Button>
          <Button variant="danger" busy={state.value === "ending"} onClick={end}>{say("end_room")}</Button>
        </div>
      </dialog>
    </>
  );
}
