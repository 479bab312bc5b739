/** What goes with a room's link where it is handed on. */
import type { Room } from "../domain/room.ts";
import type { Sharing } from "../domain/sharing.ts";
import { openingWords } from "../words/calendar_time.ts";
import { shareWaysWords } from "../words/share_ways.ts";
import { speaker } from "../words/speaker.ts";

export function sharingOf(
  room: Pick<Room, "activity" | "state" | "opensAt" | "schedule">,
  link: string,
  { now, locale }: { readonly now: Date; readonly locale: string },
): Sharing {
  const say = speaker(shareWaysWords, locale);
  const { activity } = room;
  return {
    text: room.state === "scheduled"
      ? say("text_scheduled", { ...activity, ...openingWords(room, now, locale) })
      : say("text", { ...activity }),
    subject: say("subject", { ...activity }),
    link,
  };
}
