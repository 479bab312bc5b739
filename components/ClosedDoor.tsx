/** At the door of a room that is for others: for whom it is not told, but that one may knock, and that signing in may help. */
import type { JSX } from "preact";
import { knockingWords } from "../words/knocking.ts";
import { speaker } from "../words/speaker.ts";

export interface ClosedDoorProps {
  readonly locale: string;
  readonly hostName: string;
  /** Null for who is signed in. */
  readonly signInHref: string | null;
}

export function ClosedDoor({ locale, hostName: host, signInHref }: ClosedDoorProps): JSX.Element {
  const say = speaker(knockingWords, locale);
  return (
    <div class="closed-door">
      <p class="closed-door-told">
        <bdi>{say("not_for_you", { host })}</bdi>
      </p>
      <p class="soft">{say("not_for_you_text")}</p>
      {signInHref && (
        <p class="soft small">
          <bdi>{say("sign_in_hint", { host })}</bdi> <a href={signInHref}>{say("sign_in")}</a>
        </p>
      )}
    </div>
  );
}
