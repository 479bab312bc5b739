/** Notices in the JSON API and in the addresses of pages. */
import { z } from "zod";
import { NOTICE_KINDS, type NoticeKind } from "../domain/notice.ts";
import type { RoomCode } from "../domain/ids.ts";
import type { Call } from "./openapi.ts";

/** As ids of ours look; what stands in an address may be anything. */
const id = z.string().regex(/^[\w-]{1,64}$/);

export const noticesQuery = z.object({ after: id.nullable() });
export const readNoticesBody = z.strictObject({ id: id.nullable().default(null) });

export const noticeAnswer = z.strictObject({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  about: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** Of who it is about, if that is a guest. */
  guestName: z.string().nullable(),
  /** Null also if the reader may not see the room now. */
  roomCode: z.string().nullable(),
  /** Null also if the reader is no member. */
  groupId: z.string().nullable(),
  at: z.iso.datetime(),
  read: z.boolean(),
});

export const noticesReply = z.strictObject({
  notices: z.array(noticeAnswer),
  unread: z.int().min(0),
  next: z.string().nullable(),
});
export const readNoticesReply = z.strictObject({ unread: z.int().min(0) });

/** What the API tells of a notice. */
export function toNoticeAnswer(notice: {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly about: { readonly id: string; readonly name: string } | null;
  readonly guestName: string | null;
  readonly room: { readonly code: RoomCode } | null;
  readonly group: { readonly id: string } | null;
  readonly at: Date;
  readonly read: boolean;
}): z.infer<typeof noticeAnswer> {
  return {
    id: notice.id,
    kind: notice.kind,
    about: notice.about === null ? null : { id: notice.about.id, name: notice.about.name },
    guestName: notice.guestName,
    roomCode: notice.room?.code ?? null,
    groupId: notice.group?.id ?? null,
    at: notice.at.toISOString(),
    read: notice.read,
  };
}

export const NOTICE_CALLS: readonly Call[] = [
  {
    method: "get",
    path: "/api/v1/notices",
    summary: "What one was told, newest first, 50 at a time; ?after= takes the next of the page before",
    status: 200,
    reply: noticesReply,
    refusals: [401],
  },
  {
    method: "post",
    path: "/api/v1/notices/read",
    summary: "Mark one notice as read, or all of them",
    body: readNoticesBody,
    status: 200,
    reply: readNoticesReply,
    refusals: [401],
  },
];
