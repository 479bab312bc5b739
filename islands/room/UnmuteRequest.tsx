/** A host asks for one's microphone. Nothing is turned on before one says so. */
import type { JSX } from "preact";
import type { RoomSession } from "../../client/room_session.ts";
import { Button } from "../../components/Button.tsx";
import { Mic } from "../../components/call_icons.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

export interface UnmuteRequestProps {
  readonly locale: string;
  readonly session: RoomSession;
}

export default function UnmuteRequest({ locale, session }: UnmuteRequestProps): JSX.Element | null {
  const by = session.unmuteAskedBy.value;
  if (by === null) return null;
  const say = speaker(callWords, locale);
  return (
    <div class="request" role="alert">
      <p>
        <bdi>{say("unmute_asked", { name: by })}</bdi>
      </p>
      <div class="request-choices">
        <Button variant="primary" icon={Mic} onClick={() => session.answerUnmute(true)}>{say("unmute_now")}</Button>
        <Button onClick={() => session.answerUnmute(false)}>{say("stay_muted")}</Button>
      </div>
    </div>
  );
}
