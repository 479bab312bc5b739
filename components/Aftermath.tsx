/**
 * After a call, or where none can be any more: one has left, is inside elsewhere, is outside for whatever reason, or the room
 * has ended. Without `onReturn` it is complete as a page without a script.
 */
import type { JSX } from "preact";
import type { Activity } from "../domain/room.ts";
import { aftermathWords } from "../words/aftermath.ts";
import { speaker } from "../words/speaker.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { DoorOpen } from "./icons.ts";

export type AftermathStage = "left" | "elsewhere" | "out" | "ended";

export interface AftermathProps {
  readonly locale: string;
  readonly activity: Activity;
  readonly hostName: string;
  readonly isHost: boolean;
  readonly stage: AftermathStage;
  /** Where what happened can be reported. */
  readonly reportHref: string;
  /** Back into one's seat; from elsewhere, by taking it over; or to the door. */
  readonly onReturn?: () => void;
}

const DOES = { left: "join_again", elsewhere: "use_here", out: "to_door" } as const;

export function Aftermath(
  { locale, activity, hostName, isHost, stage, reportHref, onReturn }: AftermathProps,
): JSX.Element {
  const say = speaker(aftermathWords, locale);
  const text = stage !== "ended"
    ? say(`${stage}_text`)
    : isHost
    ? say("ended_own")
    : say("ended_text", { host: hostName });
  return (
    <section class="aftermath">
      <span class="aftermath-door" data-stage={stage} aria-hidden="true">
        <span class="emoji-tile">{activity.emoji}</span>
      </span>
      <h1 key={stage} {...(onReturn && { ref: takeFocus })} tabIndex={-1}>{say(stage)}</h1>
      <p class="lead">{text}</p>
      <div class="row aftermath-choices">
        {stage !== "ended" && onReturn && (
          <Button variant={stage === "out" ? "quiet" : "primary"} size="large" icon={DoorOpen} onClick={onReturn}>
            {say(DOES[stage])}
          </Button>
        )}
        <ButtonLink href="/" size="large">{say("home")}</ButtonLink>
      </div>
      {!isHost && <ButtonLink href={reportHref} variant="plain">{say("report")}</ButtonLink>}
    </section>
  );
}

/** The call is gone and with it what had the focus. */
function takeFocus(heading: HTMLElement | null): void {
  heading?.focus();
}
