/** What people are told inside the app. */
export const NOTICE_KINDS = [
  "friend_request",
  "friend_accepted",
  "came_in",
  "chosen",
  "door_open",
  "group_request",
  "group_accepted",
  "knock",
  "reported",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];
