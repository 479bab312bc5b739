/** Behind the link of a room that is not open to the visitor: whose it is and what for, and not a word about those inside. */
import type { JSX } from "preact";
import type { Activity } from "../domain/room.ts";
import { joinWords } from "../words/join.ts";
import { lobbyWords } from "../words/lobby.ts";
import { reportWords } from "../words/report.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { errorText } from "./error_text.ts";

export interface ClosedDoorProps {
  readonly locale: string;
  readonly hostName: string;
  readonly activity: Activity;
  /** Null for who is signed in. */
  readonly signInHref: string | null;
  /** Where what stands on it can be reported. */
  readonly reportHref: string;
}

export function ClosedDoor({ locale, hostName, activity, signInHref, reportHref }: ClosedDoorProps): JSX.Element {
  const say = speaker(joinWords, locale);
  return (
    <div class="sheet closed-door">
      <header class="lobby-head">
        <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
        <div class="lobby-title">
          <p class="lobby-host">
            <bdi>{speaker(lobbyWords, locale)("host_line", { host: hostName })}</bdi>
          </p>
          <h1>
            <bdi>{activity.title}</bdi>
          </h1>
        </div>
      </header>
      <p class="lead">{errorText("not_for_you", locale)}</p>
      {signInHref && (
        <div class="stack stack-tight">
          <ButtonLink href={signInHref} variant="primary" size="large">{say("sign_in")}</ButtonLink>
          <p class="soft small">{say("sign_in_hint", { host: hostName })}</p>
        </div>
      )}
      <p class="sheet-foot">
        <a href={reportHref}>{speaker(reportWords, locale)("page")}</a>
      </p>
    </div>
  );
}
