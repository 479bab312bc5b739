/** Somebody at the door: who, what they say, and the answers. In the call and behind the open door, and on the room's page. */
import type { ComponentChildren, JSX } from "preact";
import { knocksWords } from "../words/knocks.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";

export interface KnockCardProps {
  readonly locale: string;
  readonly knock: {
    readonly id: string;
    readonly name: string;
    readonly kind: "person" | "guest";
    readonly line: string | null;
    readonly state: "waiting" | "minute";
  };
  /** Beside the name. */
  readonly about?: ComponentChildren;
  /** Names it where it comes while the page is open. */
  readonly news?: { readonly id: string; readonly text: string };
  /** The four answers. */
  readonly children: ComponentChildren;
}

export function KnockCard({ locale, knock, about, news, children }: KnockCardProps): JSX.Element {
  const say = speaker(knocksWords, locale);
  const { name, kind, line, state } = knock;
  return (
    <li class="knock" data-state={state} id={news?.id} data-news={news?.text} data-rings={news && ""}>
      <div class="knock-who">
        <Avatar name={name} />
        <div class="knock-told">
          <p class="knock-name">
            <bdi>{say("knocks", { name })}</bdi>
            {kind === "guest" && <span class="tag">{say("guest")}</span>}
          </p>
          {(about || state === "minute") && <p class="knock-about">{state === "minute" ? say("told_minute") : about}
          </p>}
        </div>
      </div>
      {line !== null && (
        <p class="knock-line">
          <bdi>{say("said", { line })}</bdi>
        </p>
      )}
      <div class="knock-answers" role="group" aria-label={say("deeds", { name })}>{children}</div>
    </li>
  );
}
