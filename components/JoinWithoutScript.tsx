/** What the join page says to browsers that run no script: how far one comes without. The server renders it, no script does. */
import type { JSX } from "preact";
import { noScriptWords } from "../words/no_script.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { Notice } from "./Notice.tsx";

export interface JoinWithoutScriptProps {
  readonly locale: string;
  /**
   * `seated`: a seat is kept for this visitor. `asking`: they have knocked. `early`: they have to wait for the host. `closed`:
   * they can only knock. `before`: they can come in.
   */
  readonly stands: "seated" | "asking" | "early" | "closed" | "before";
  readonly hostName: string;
  /** The page itself. */
  readonly doorHref: string;
}

/** How often such a page looks by itself whether somebody has answered. */
const LOOKS_AGAIN_SECONDS = 30;

export function JoinWithoutScript({ locale, stands, hostName: host, doorHref }: JoinWithoutScriptProps): JSX.Element {
  const say = speaker(noScriptWords, locale);
  return (
    <noscript>
      {stands === "asking" && <meta http-equiv="refresh" content={`${LOOKS_AGAIN_SECONDS};url=${doorHref}`} />}
      <div class="lobby-no-script">
        <Notice kind="info">
          <p>
            <bdi>{stands === "early" ? say(stands, { host }) : say(stands)}</bdi>
          </p>
          {(stands === "early" || stands === "asking") && <ButtonLink href={doorHref}>{say("look_again")}</ButtonLink>}
        </Notice>
      </div>
    </noscript>
  );
}
