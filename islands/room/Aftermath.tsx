/** After the call, or where none can be: one has left, is inside elsewhere, or the room has ended. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { DoorOpen } from "../../components/icons.ts";
import { lobbyWords } from "../../words/lobby.ts";
import { speaker } from "../../words/speaker.ts";
import type { RoomProps } from "./Lobby.tsx";

export interface AftermathProps {
  readonly props: RoomProps;
  readonly stage: "left" | "elsewhere" | "ended";
  readonly onReturn: (takeOver: boolean) => void;
}

export default function Aftermath({ props: { locale, room }, stage, onReturn }: AftermathProps): JSX.Element {
  const say = speaker(lobbyWords, locale);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [stage]);
  const text = stage === "left"
    ? say("left_text")
    : stage === "elsewhere"
    ? say("elsewhere_text")
    : room.isHost
    ? say("ended_own")
    : say("ended_text", { host: room.hostName });
  return (
    <section class="aftermath">
      <span class="aftermath-door" data-stage={stage} aria-hidden="true">
        <span class="emoji-tile">{room.activity.emoji}</span>
      </span>
      <h1 ref={heading} tabIndex={-1}>{say(stage)}</h1>
      <p class="lead">{text}</p>
      <div class="row aftermath-choices">
        {stage !== "ended" && (
          <Button
            variant="primary"
            size="large"
            icon={DoorOpen}
            onClick={() => onReturn(stage === "elsewhere")}
          >
            {say(stage === "left" ? "join_again" : "use_here")}
          </Button>
        )}
        <ButtonLink href="/" size="large">{say("home")}</ButtonLink>
      </div>
    </section>
  );
}
