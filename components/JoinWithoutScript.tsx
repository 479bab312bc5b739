/** What the join page says to browsers that run no script: how far one comes without. The server renders it, no script does. */
import type { JSX } from "preact";
import { noScriptWords } from "../words/no_script.ts";
import { speaker } from "../words/speaker.ts";
import { Notice } from "./Notice.tsx";

export interface JoinWithoutScriptProps {
  readonly locale: string;
  /** A seat is kept for this visitor already. */
  readonly isSeated: boolean;
}

export function JoinWithoutScript({ locale, isSeated }: JoinWithoutScriptProps): JSX.Element {
  return (
    <noscript>
      <div class="lobby-no-script">
        <Notice kind="info">
          <p>{speaker(noScriptWords, locale)(isSeated ? "seated" : "before")}</p>
        </Notice>
      </div>
    </noscript>
  );
}
