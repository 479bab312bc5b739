/**
 * One thing that a person was told: who and what, since when, whether it is new. Pressing it is a form, because opening
 * marks it as read; what leads nowhere is plain text.
 */
import type { JSX } from "preact";
import type { NoticeKind } from "../domain/notice.ts";
import { noticesWords } from "../words/notices.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Icon } from "./Icon.tsx";
import { ArrowRight, ShieldCheck } from "./icons.ts";

export interface NoticeLineProps {
  readonly locale: string;
  readonly now: Date;
  readonly opens: boolean;
  readonly notice: {
    readonly id: string;
    readonly kind: NoticeKind;
    readonly about: { readonly name: string } | null;
    readonly guestName: string | null;
    readonly room: { readonly activity: { readonly title: string } } | null;
    /** Whose room it is; null: no event's. */
    readonly eventId: string | null;
    readonly group: { readonly name: string } | null;
    readonly at: Date;
    readonly read: boolean;
  };
}

export function NoticeLine({ locale, now, opens, notice }: NoticeLineProps): JSX.Element {
  const say = speaker(noticesWords, locale);
  const inside = (
    <>
      {notice.kind === "reported"
        ? (
          <span class="told-sign">
            <Icon of={ShieldCheck} />
          </span>
        )
        : <Avatar name={notice.about?.name ?? notice.guestName ?? notice.group?.name ?? say("somebody")} />}
      <span class="told-body">
        <span class="told-text">{noticeText(notice, locale)}</span>
        <span class="told-when">
          {!notice.read && <span class="badge badge-open">{say("unread")}</span>}
          <time class="soft small" dateTime={notice.at.toISOString()}>{relativeTime(notice.at, now, locale)}</time>
        </span>
      </span>
    </>
  );
  return (
    <li class="told" data-read={notice.read ? "yes" : "no"}>
      {opens
        ? (
          <form method="post" action={`/notices/${notice.id}`}>
            <button type="submit" class="told-line">
              {inside}
              <Icon of={ArrowRight} size="small" />
            </button>
          </form>
        )
        : <div class="told-line">{inside}</div>}
    </li>
  );
}

/** The sentence of a notice. */
export function noticeText(
  { kind, about, guestName, room, eventId, group }: NoticeLineProps["notice"],
  locale: string,
): string {
  const say = speaker(noticesWords, locale);
  const name = about?.name ?? guestName ?? say("somebody");
  switch (kind) {
    case "friend_request":
    case "friend_accepted":
      return say(kind, { name });
    case "came_in":
    case "chosen":
    case "door_open":
    case "knock":
    case "invited":
    case "moved":
    case "cancelled":
      return room === null ? say(`${kind}_unnamed`, { name }) : say(kind, { name, room: room.activity.title });
    case "opens_soon":
    case "opened": {
      if (room === null) return say(`${kind}_unnamed`);
      const ofEvent = kind === "opens_soon" ? "begins_soon" : "event_opened";
      return say(eventId === null ? kind : ofEvent, { room: room.activity.title });
    }
    case "group_request":
      return group === null ? say("group_request_unnamed", { name }) : say(kind, { name, group: group.name });
    case "reported":
      return say(kind);
    case "group_accepted":
      return group === null ? say("group_accepted_unnamed") : say(kind, { group: group.name });
  }
}
