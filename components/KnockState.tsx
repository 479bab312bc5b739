/** How one's own knock stands, with the door that one stands at. Rendered by the server, and told again by what is loaded later. */
import type { ComponentChildren, JSX } from "preact";
import type { Barrier } from "../domain/knock.ts";
import { knockingWords } from "../words/knocking.ts";
import { type Say, speaker } from "../words/speaker.ts";

export interface KnockStateProps {
  readonly locale: string;
  readonly hostName: string;
  /** What keeps them out. */
  readonly barrier: Barrier | null;
  /** `soon`: they may not knock yet. */
  readonly state: "waiting" | "minute" | "soon";
  /** What they said with it. */
  readonly line: string | null;
  /** What can be done about it. */
  readonly children: ComponentChildren;
}

export function KnockState({ locale, hostName: host, barrier, state, line, children }: KnockStateProps): JSX.Element {
  const say = speaker(knockingWords, locale);
  const isEarly = state === "waiting" && barrier === "room_not_started";
  return (
    <section class="knocking" data-state={state} aria-label={say("waiting")}>
      <div class="knocking-told" role="status">
        <span class="knocking-door" aria-hidden="true">
          <span class="knocking-leaf" />
        </span>
        <div class="knocking-text">
          <p class="knocking-title">
            <bdi>{isEarly ? say("early", { host }) : say(state)}</bdi>
          </p>
          <p>
            <bdi>{state === "waiting" ? waitsFor(barrier, host, say) : say(`${state}_text`)}</bdi>
          </p>
          {line !== null && <p class="knocking-line">{say("said", { line })}</p>}
        </div>
      </div>
      {children}
    </section>
  );
}

function waitsFor(barrier: Barrier | null, host: string, say: Say<typeof knockingWords>): string {
  switch (barrier) {
    case "room_locked":
      return say("when_unlocked");
    case "room_full":
      return say("when_free");
    case "room_not_started":
      return say("when_started", { host });
    default:
      return say("when_let_in");
  }
}
