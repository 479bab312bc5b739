/** One open room in the operator's list: what it is, whose, how many are inside, and its end. */
import type { JSX } from "preact";
import type { Activity } from "../domain/room.ts";
import { adminWords } from "../words/admin.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { EndOpenRoom } from "./EndOpenRoom.tsx";

export interface OpenRoomRowProps {
  readonly locale: string;
  readonly now: Date;
  readonly room: {
    readonly id: string;
    readonly activity: Activity;
    readonly host: { readonly id: string; readonly name: string };
    readonly inside: number;
    readonly locked: boolean;
    readonly opensAt: Date;
  };
  /** The page to come back to. */
  readonly back: string;
}

export function OpenRoomRow({ locale, now, room, back }: OpenRoomRowProps): JSX.Element {
  const say = speaker(adminWords, locale);
  const { id, activity, host, inside, locked, opensAt } = room;
  return (
    <li class="open-room">
      <span class="emoji-tile open-room-emoji" aria-hidden="true">{activity.emoji}</span>
      <span class="open-room-what">
        <span class="open-room-title">
          <bdi>{activity.title}</bdi>
          {locked && <span class="badge">{say("locked")}</span>}
        </span>
        <span class="soft small">
          {say("room_about", { host: host.name, inside, when: relativeTime(opensAt, now, locale) })}
        </span>
      </span>
      <span class="open-room-deeds">
        <ButtonLink href={`/admin/log?room=${encodeURIComponent(id)}`} variant="plain">{say("history")}</ButtonLink>
        <EndOpenRoom locale={locale} id={`end-room-${id}`} room={{ id, title: activity.title }} back={back} />
      </span>
    </li>
  );
}
