/** The open rooms of a group that one may drop into now. */
import type { JSX } from "preact";
import type { TrayRoom } from "../domain/tray.ts";
import { groupWords } from "../words/groups.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { ArrowRight } from "./icons.ts";

export interface GroupRoomsProps {
  readonly locale: string;
  readonly rooms: readonly TrayRoom[];
}

export function GroupRooms({ locale, rooms }: GroupRoomsProps): JSX.Element {
  const say = speaker(groupWords, locale);
  return (
    <ul class="room-list">
      {rooms.map(({ id, code, activity, host, inside }) => (
        <Card key={id} as="li" tone="lit">
          <div class="room">
            <div class="room-head">
              <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
              <div class="room-what">
                <h3 class="room-title">
                  <bdi>{activity.title}</bdi>
                </h3>
                <span class="soft small">{say("room_of", { host: host.name })}</span>
                <span class="soft small">{say("inside", { count: inside.length })}</span>
              </div>
            </div>
            <div class="room-deeds">
              <ButtonLink href={`/r/${code}`} variant="primary" icon={ArrowRight}>{say("enter")}</ButtonLink>
            </div>
          </div>
        </Card>
      ))}
    </ul>
  );
}
