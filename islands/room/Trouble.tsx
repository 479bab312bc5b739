/** Why one did not get in, and the way round it where there is one. */
import type { JSX } from "preact";
import type { Trouble as Reason } from "../../client/room_session.ts";
import { Button } from "../../components/Button.tsx";
import { errorText } from "../../components/error_text.ts";
import { Notice } from "../../components/Notice.tsx";
import { lobbyWords } from "../../words/lobby.ts";
import { speaker } from "../../words/speaker.ts";

export interface TroubleProps {
  readonly trouble: Reason;
  readonly locale: string;
  readonly onTakeOver: () => void;
}

export default function Trouble({ trouble, locale, onTakeOver }: TroubleProps): JSX.Element {
  const say = speaker(lobbyWords, locale);
  if (trouble === "seat_in_use") {
    return (
      <Notice kind="warning">
        <p>{say("seat_in_use")}</p>
        <Button onClick={onTakeOver}>{say("use_here")}</Button>
      </Notice>
    );
  }
  const isOurs = trouble === "no_answer" || trouble === "failed" || trouble === "outdated";
  return (
    <Notice kind="error">
      <p>{isOurs ? say(trouble) : errorText(trouble, locale)}</p>
    </Notice>
  );
}
