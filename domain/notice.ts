/** What people are told, in the app and, as they choose, by mail and push. */
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
  "invited",
  "opens_soon",
  "opened",
  "moved",
  "cancelled",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What leaves the house: notices, and what an address is asked by mail alone. */
export const LETTER_KINDS = [...NOTICE_KINDS, "confirm_reminder"] as const;

export type LetterKind = (typeof LETTER_KINDS)[number];
