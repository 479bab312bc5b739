/** What stands on a room's door: whether one can come in, and how many are inside where that is told. */
import type { JSX } from "preact";
import type { DoorView } from "../domain/room.ts";
import { doorWords } from "../words/door.ts";
import { type Say, speaker } from "../words/speaker.ts";

export interface DoorLineProps {
  readonly locale: string;
  readonly door: DoorView;
  readonly hostName: string;
  readonly isHost: boolean;
}

export function DoorLine({ locale, door, hostName, isHost }: DoorLineProps): JSX.Element {
  const say = speaker(doorWords, locale);
  const { inside } = door;
  return (
    <>
      <span class={`badge${isAjar(door) ? " badge-open" : ""}`}>
        <bdi>{sign(door, hostName, isHost, say)}</bdi>
      </span>
      {inside !== null && <span class="soft">{say("inside", { count: inside })}</span>}
    </>
  );
}

function isAjar({ state, forYou, locked, started }: DoorView): boolean {
  return state === "open" && forYou && !locked && started;
}

function sign(door: DoorView, host: string, isHost: boolean, say: Say<typeof doorWords>): string {
  if (door.state === "scheduled") return say("scheduled");
  if (!door.forYou) return say("not_for_you");
  if (door.locked) return say("locked");
  if (!door.started) return isHost ? say("waiting_for_you") : say("waiting", { host });
  return say(door.inside !== null && door.inside >= door.seatLimit ? "full" : "open");
}
