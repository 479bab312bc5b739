/**
 * A room that one may drop into: what is going on, with whom, since when, and why one sees it. Has the look of a button without
 * `Button.tsx`: code that a second island shares is cut into a chunk of its own, and the lobby would have to load one more.
 */
import type { JSX } from "preact";
import { dropInPath } from "../domain/link.ts";
import type { TrayRoom } from "../domain/tray.ts";
import { relativeTime } from "../words/relative_time.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { trayWords } from "../words/tray.ts";
import { Avatar } from "./Avatar.tsx";

const FACES_SHOWN = 5;

export interface TrayRoomCardProps {
  readonly locale: string;
  readonly room: TrayRoom;
  readonly now: Date;
  /** It came while the page was open. */
  readonly isNew: boolean;
}

export function TrayRoomCard({ locale, room, now, isNew }: TrayRoomCardProps): JSX.Element {
  const say = speaker(trayWords, locale);
  const { activity, host, inside, code, id } = room;
  return (
    <li
      class={`card card-${inside.length > 0 ? "lit" : "plain"} tray-room`}
      data-room={id}
      data-new={isNew ? "" : undefined}
      aria-labelledby={`tray-${id}`}
    >
      <div class="room-head">
        <span class="emoji-tile" aria-hidden="true">{activity.emoji}</span>
        <div class="room-what">
          <h3 class="room-title" id={`tray-${id}`}>
            <bdi>{activity.title}</bdi>
          </h3>
          <p class="tray-host">
            <Avatar name={host.name} size="small" />
            <bdi>{say("host", { host: host.name })}</bdi>
          </p>
        </div>
      </div>
      <div class="tray-inside">
        {inside.length > 0 && (
          <span class="tray-faces">
            {inside.slice(0, FACES_SHOWN).map(({ name }, place) => <Avatar key={place} name={name} size="small" />)}
          </span>
        )}
        <bdi>{inside.length === 0 ? say("nobody") : say("inside", { names: namesOf(room, locale, say) })}</bdi>
      </div>
      <div class="row">
        <span class={room.talking ? "badge badge-open" : "badge"}>{say(room.talking ? "talking" : "quiet")}</span>
        <span class="soft small">{say("opened", { when: relativeTime(new Date(room.since), now, locale) })}</span>
      </div>
      <p class="soft small">{reason(room, say)}</p>
      <a href={dropInPath(code)} class="button button-primary button-wide" aria-describedby={`tray-${id}`}>
        {say("drop_in")}
      </a>
    </li>
  );
}

function namesOf({ inside }: TrayRoom, locale: string, say: Say<typeof trayWords>): string {
  const names = inside.slice(0, FACES_SHOWN).map(({ name }) => name);
  const others = inside.length - names.length;
  return new Intl.ListFormat(locale).format(others > 0 ? [...names, say("others", { count: others })] : names);
}

function reason({ because, host }: TrayRoom, say: Say<typeof trayWords>): string {
  switch (because.kind) {
    case "invited":
    case "chosen":
    case "friends":
      return say(`because_${because.kind}`, { host: host.name });
    case "together":
      return say("because_together", { host: host.name, rooms: because.rooms });
    case "group":
      return say("because_group", { name: because.name });
  }
}
