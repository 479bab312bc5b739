/**
 * What somebody wants to be told, and by which channel. Kinds that nobody would choose apart are one matter. What was never
 * chosen is as `DEFAULTS` says, so a new matter needs no rows.
 */
import type { LetterKind } from "./notice.ts";

/** `app`: the list of notices and its counter. */
export const CHANNELS = ["app", "mail", "push"] as const;

export type Channel = (typeof CHANNELS)[number];

export const MATTERS = [
  "invitations",
  "soon",
  "opened",
  "changes",
  "knocks",
  "doors",
  "visits",
  "friends",
  "groups",
  "reports",
] as const;

export type Matter = (typeof MATTERS)[number];

const MATTER_OF: Readonly<Record<LetterKind, Matter>> = {
  friend_request: "friends",
  friend_accepted: "friends",
  came_in: "visits",
  chosen: "doors",
  door_open: "doors",
  group_request: "groups",
  group_accepted: "groups",
  knock: "knocks",
  reported: "reports",
  invited: "invitations",
  opens_soon: "soon",
  confirm_reminder: "soon",
  opened: "opened",
  moved: "changes",
  cancelled: "changes",
};

export function matterOf(kind: LetterKind): Matter {
  return MATTER_OF[kind];
}

export type Choices = Readonly<Record<Matter, Readonly<Record<Channel, boolean>>>>;

/** One switch that somebody has moved. */
export interface Choice {
  readonly matter: Matter;
  readonly channel: Channel;
  readonly on: boolean;
}

const EVERYWHERE = { app: true, mail: true, push: true };
const WITHOUT_MAIL = { app: true, mail: false, push: true };

/** Mail is for what one would be sorry to have missed; push costs nothing until a browser is told to take it. */
export const DEFAULTS: Choices = {
  invitations: EVERYWHERE,
  soon: EVERYWHERE,
  opened: WITHOUT_MAIL,
  changes: EVERYWHERE,
  knocks: WITHOUT_MAIL,
  doors: WITHOUT_MAIL,
  visits: WITHOUT_MAIL,
  friends: EVERYWHERE,
  groups: WITHOUT_MAIL,
  reports: EVERYWHERE,
};

/** Of an address without an account, which is told what somebody there has decided to tell it, or nothing at all. */
export const EVERYTHING: Choices = Object.fromEntries(MATTERS.map((matter) => [matter, EVERYWHERE])) as Choices;

/** Later ones win. */
export function choicesOf(chosen: readonly Choice[]): Choices {
  const all = Object.fromEntries(MATTERS.map((matter) => [matter, { ...DEFAULTS[matter] }])) as Record<
    Matter,
    Record<Channel, boolean>
  >;
  for (const { matter, channel, on } of chosen) all[matter][channel] = on;
  return all;
}
