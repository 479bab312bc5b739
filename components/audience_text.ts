/** Who can see a room and come in, as a sentence. */
import type { Audience } from "../domain/room.ts";
import { audienceWords } from "../words/audience.ts";
import { speaker } from "../words/speaker.ts";

export interface AudienceFacts {
  readonly audience: Audience;
  readonly groupName: string | null;
  readonly hostName: string;
  /** Whether it is the host who reads it. */
  readonly isHost: boolean;
}

export function audienceText(
  { audience: { kind }, groupName, hostName, isHost }: AudienceFacts,
  locale: string,
): string {
  const say = speaker(audienceWords, locale);
  const group = groupName ?? "";
  switch (kind) {
    case "link":
      return say(isHost ? "own_link" : "link");
    case "people":
      return isHost ? say("own_people") : say("people", { host: hostName });
    case "friends":
      return isHost ? say("own_friends") : say("friends", { host: hostName });
    case "group":
      return say(isHost ? "own_group" : "group", { group });
  }
}
