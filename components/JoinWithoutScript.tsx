/** What the join page says to browsers that run no script: how far one comes without. The server renders it, no script does. */
import type { JSX } from "preact";
import { noScriptWords } from "../words/no_script.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { Notice } from "./Notice.tsx";

export interface JoinWithoutScriptProps {
  readonly locale: string;
  /** A seat is kept for this visitor already. */
  readonly isSeated: boolean;
  /** Whom the visitor has to wait for; null if for nobody. */
  readonly awaits: string | null;
  /** The page itself. */
  readonly doorHref: string;
}

export function JoinWithoutScript({ locale, isSeated, awaits, doorHref }: JoinWithoutScriptProps): JSX.Element {
  const say = speaker(noScriptWords, locale);
  const isEarly = !isSeated && awaits !== null;
  return (
    <noscript>
      <div class="lobby-no-script">
        <Notice kind="info">
          <p>{isEarly ? <bdi>{say("early", { host: awaits })}</bdi> : say(isSeated ? "seated" : "before")}</p>
          {isEarly && <ButtonLink href={doorHref}>{say("look_again")}</ButtonLink>}
        </Notice>
      </div>
    </noscript>
  );
}
