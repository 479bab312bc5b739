/** A room's state as a badge: lit while one can come in. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { relativeTime } from "../words/relative_time.ts";
import { roomStateWords } from "../words/room_state.ts";
import { speaker } from "../words/speaker.ts";

export interface RoomStateProps {
  readonly locale: string;
  readonly room: Pick<Room, "state" | "locked" | "startedAt" | "opensAt" | "hostName">;
  readonly isHost: boolean;
  readonly now: Date;
}

export function RoomState({ locale, room, isHost, now }: RoomStateProps): JSX.Element {
  const say = speaker(roomStateWords, locale);
  switch (stateOf(room)) {
    case "scheduled":
      return <span class="badge">{say("scheduled", { when: relativeTime(room.opensAt, now, locale) })}</span>;
    case "ended":
      return <span class="badge">{say("ended")}</span>;
    case "locked":
      return <span class="badge badge-locked">{say("locked")}</span>;
    case "waiting":
      return (
        <span class="badge">
          <bdi>{isHost ? say("waiting") : say("waiting_for_host", { host: room.hostName })}</bdi>
        </span>
      );
    case "open":
      return <span class="badge badge-open">{say("open")}</span>;
  }
}

/** A lock tells more than that nobody has come yet. */
function stateOf({ state, locked, startedAt }: RoomStateProps["room"]): Room["state"] | "locked" | "waiting" {
  if (state !== "open") return state;
  if (locked) return "locked";
  return startedAt === null ? "waiting" : "open";
}
