/** One deed of the record: who, what, to whom, why, and when. */
import type { ComponentChildren, JSX } from "preact";
import type { AuditEntry } from "../domain/audit.ts";
import type { Audience } from "../domain/room.ts";
import type { RoomSettings } from "../domain/room_settings.ts";
import { auditWords } from "../words/audit.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";

export interface AuditLineProps {
  readonly locale: string;
  readonly now: Date;
  readonly entry: AuditEntry;
  /** What can be looked up about it, at its end. */
  readonly children?: ComponentChildren;
}

export function AuditLine({ locale, now, entry, children }: AuditLineProps): JSX.Element {
  const { actor, at, detail } = entry;
  const say = speaker(auditWords, locale);
  return (
    <li class="told">
      <div class="told-line audit-line">
        <Avatar name={actor.name || say("somebody")} size="small" />
        <span class="told-body">
          <span class="told-text">{auditText(entry, locale)}</span>
          {typeof detail.reason === "string" && detail.reason !== "" && <q class="audit-reason">{detail.reason}</q>}
          <span class="told-when">
            <time class="soft small" dateTime={at.toISOString()}>{relativeTime(at, now, locale)}</time>
            {children}
          </span>
        </span>
      </div>
    </li>
  );
}

/** In the order in which the form has them. */
const SETTINGS = [
  "hostStarts",
  "whenHostLeaves",
  "guestsAllowed",
  "chatAllowed",
  "selfUnmute",
  "lockAfterRemoval",
  "seatLimit",
] as const satisfies readonly (keyof RoomSettings | "seatLimit")[];

/** The sentence of a deed. Does not compile while one has none. */
export function auditText({ actor, deed, subject, detail }: AuditEntry, locale: string): string {
  const say = speaker(auditWords, locale);
  const did = { actor: actor.name || say("somebody"), by: actor.kind };
  const toSomebody = { actor: did.actor, subject: subject?.name || say("somebody") };
  switch (deed) {
    case "room_started":
    case "room_locked":
    case "room_unlocked":
      return say(deed, did);
    case "room_ended":
      if (detail.cause === "close" || detail.cause === "skip") return say("room_ended_over");
      return detail.role === "operator" ? say("room_ended_by_operator", did) : say(deed, did);
    case "room_renamed":
      return typeof detail.title === "string"
        ? say("room_renamed_to", { ...did, title: detail.title })
        : say(deed, did);
    case "room_opened":
    case "room_scheduled":
    case "room_moved":
    case "time_left_out":
    case "room_closed":
    case "link_replaced":
      return say(deed, did);
    case "settings_changed": {
      const changes = SETTINGS.filter((setting) => setting in detail)
        .map((setting) => say(setting, { is: String(detail[setting]) }));
      return changes.length === 0 ? say(deed, did) : say("settings_changed_to", {
        ...did,
        changes: new Intl.ListFormat(locale, { type: "unit" }).format(changes),
      });
    }
    case "audience_changed":
      if (!isAudience(detail.kind)) return say(deed, did);
      return say(detail.kind === "friends" && detail.toAll ? `${deed}_friends_all` : `${deed}_${detail.kind}`, did);
    case "person_removed":
      return say(detail.locked ? "person_removed_locked" : deed, toSomebody);
    case "person_readmitted":
    case "person_muted":
    case "unmute_asked":
    case "screen_stopped":
    case "co_host_named":
    case "co_host_unnamed":
    case "person_suspended":
    case "suspension_lifted":
      return say(deed, toSomebody);
    case "knock_answered":
      return isAnswer(detail.answer) ? say(`knock_answered_${detail.answer}`, toSomebody) : say(deed, toSomebody);
    case "people_invited":
      return say(deed, { ...did, count: typeof detail.count === "number" ? detail.count : 1 });
    case "link_made":
    case "invitation_revoked":
      return subject === null ? say(deed, did) : say(`${deed}_for`, toSomebody);
    case "report_closed":
      return subject === null ? say(deed, did) : say("report_closed_about", toSomebody);
  }
}

function isAudience(kind: unknown): kind is Audience["kind"] {
  return kind === "link" || kind === "people" || kind === "friends" || kind === "group";
}

function isAnswer(answer: unknown): answer is "in" | "minute" | "no" | "quiet" {
  return answer === "in" || answer === "minute" || answer === "no" || answer === "quiet";
}
