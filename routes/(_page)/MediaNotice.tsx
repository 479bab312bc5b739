/** Says plainly that calls do not work now, and that everything else does. Nothing while all is well. */
import type { JSX } from "preact";
import { Notice } from "../../components/Notice.tsx";
import type { State } from "../../define.ts";
import { frameWords } from "../../words/frame.ts";
import { speaker } from "../../words/speaker.ts";

export function MediaNotice({ state }: { readonly state: State }): JSX.Element | null {
  if (state.deps.gateway.health().state === "up") return null;
  const say = speaker(frameWords, state.locale);
  return (
    <Notice kind="warning" title={say("media_down_title")}>
      <p>{say("media_down")}</p>
    </Notice>
  );
}
