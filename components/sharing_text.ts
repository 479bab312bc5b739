/** What goes with a room's link where it is handed on. */
import type { Room } from "../domain/room.ts";
import type { Sharing } from "../domain/sharing.ts";
import { shareWaysWords } from "../words/share_ways.ts";
import { speaker } from "../words/speaker.ts";

export function sharingOf(
  { activity, state }: Pick<Room, "activity" | "state">,
  link: string,
  locale: string,
): Sharing {
  const say = speaker(shareWaysWords, locale);
  return {
    text: say(state === "scheduled" ? "text_scheduled" : "text", { ...activity }),
    subject: say("subject", { ...activity }),
    link,
  };
}
