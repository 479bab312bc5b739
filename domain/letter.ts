/**
 * What a notice that leaves the house says, in facts as they are at that moment; `notices/` makes mails and push messages of
 * it. And what is kept of it until then.
 */
import type { GroupId, KnockId, NoticeId, PersonId, RoomId } from "./ids.ts";
import type { LetterKind } from "./notice.ts";

/** The occasion as an entry of the recipient's calendar. One opening is one entry; a room that repeats has many. */
export interface CalendarEntry {
  /** The same over all changes of that opening. */
  readonly uid: string;
  /** Counts the changes. */
  readonly sequence: number;
}

/** The opening that a notice is about, as it was when the notice was written. Times are ISO 8601 in UTC. */
export interface Occasion {
  readonly title: string;
  /** Null: it is open already. */
  readonly opensAt: string | null;
  readonly endsAt: string | null;
  /** In which times are shown to whom has chosen none. */
  readonly zone: string;
  /** A way in of the recipient's own, such as a personal link; null: the room's link. */
  readonly path: string | null;
  readonly calendar: CalendarEntry | null;
}

/** What is kept in the outbox: names are looked up when it leaves, and only what the recipient may know then is told. */
export interface NoticeFacts {
  /** The notice in the app that this tells of; if that was read meanwhile, nothing leaves. */
  readonly noticeId: NoticeId | null;
  readonly aboutId: PersonId | null;
  readonly guestName: string | null;
  readonly roomId: RoomId | null;
  readonly groupId: GroupId | null;
  readonly knockId: KnockId | null;
  readonly occasion: Occasion | null;
}

export interface Letter {
  readonly kind: LetterKind;
  /** Who it is about; null if that is nobody, or nobody any more. */
  readonly name: string | null;
  readonly room: string | null;
  readonly group: string | null;
  /** Where it leads, from the root of the house. */
  readonly path: string;
  /** When the room opens, or the event begins; null: it has. */
  readonly opensAt: Date | null;
  readonly endsAt: Date | null;
  /** Of the event whose room it is; null: it is no event's, or not for them. */
  readonly event: { readonly place: string | null } | null;
  /** IANA name of the zone in which times are written. */
  readonly zone: string;
  /** Where who holds the letter can let somebody in. */
  readonly knock: { readonly roomId: RoomId; readonly knockId: KnockId } | null;
  readonly calendar: CalendarEntry | null;
}
