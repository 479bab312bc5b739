/**
 * The JSON API's bodies and answers, as `/api/v1/openapi.json` describes them: ids are strings, times ISO 8601 in UTC.
 * Unknown fields of a body are refused, so that a misspelt one is not lost in silence.
 */
import { z } from "zod";
import { type AudienceChoice, CHOSEN_MAX } from "../domain/audience.ts";
import type { Foresight } from "../domain/foresight.ts";
import { groupId, personId } from "../domain/ids.ts";
import { roomLink } from "../domain/link.ts";
import { granted, type Outcome, type Refusal, REFUSALS, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { RoomSettings } from "../domain/room_settings.ts";
import type { ScheduleChange, ScheduleWish } from "../domain/schedule.ts";

/** As many as a body has room for. */
const STRUCK_MAX = 500;

const shortText = z.string().max(300);

const idText = z.string().min(1).max(64);

/** Friends by their ids; whether they are is told by the domain. */
export const audienceBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("link") }),
  z.strictObject({ kind: z.literal("people"), personIds: z.array(idText).max(CHOSEN_MAX) }),
  z.strictObject({
    kind: z.literal("friends"),
    struckIds: z.array(idText).max(STRUCK_MAX).default([]),
    toAll: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("group"), groupId: idText }),
]);

const settingsShape = z.strictObject({
  hostStarts: z.boolean(),
  whenHostLeaves: z.enum(["lock", "end", "go_on"]),
  guestsAllowed: z.boolean(),
  chatAllowed: z.boolean(),
  selfUnmute: z.boolean(),
  lockAfterRemoval: z.boolean(),
});

/** What is left out stays as it is, or as is sensible for the audience of a new room. */
export const settingsBody = settingsShape.partial();

const activityBody = z.strictObject({ emoji: shortText, title: shortText });

/** A moment, with the offset or in UTC. */
const momentText = z.iso.datetime({ offset: true });

/** When a room opens. `repeats`: `daily`, `weekdays`, `weekly`, `monthly`, or a rule by RFC 5545. */
const scheduleFields = {
  opensAt: momentText.optional(),
  endsAt: momentText.nullable().optional(),
  zone: z.string().max(64).optional(),
  repeats: z.string().max(400).nullable().optional(),
};

export const createRoomBody = z.strictObject({
  ...scheduleFields,
  activity: activityBody,
  audience: audienceBody.default({ kind: "link" }),
  settings: settingsBody.default({}),
  seatLimit: z.int().optional(),
});

/** Several at once are all done or none is; what is left out stays as it is. */
export const changeRoomBody = z.strictObject({
  ...scheduleFields,
  activity: activityBody.optional(),
  audience: audienceBody.optional(),
  settings: settingsBody.optional(),
  seatLimit: z.int().optional(),
});

/** Which of the coming times; left out: the next one. */
export const leaveOutBody = z.strictObject({ opensAt: momentText.optional() });

/** Whose link it is stands in the path; a person's name comes from the account. */
export const joinBody = z.strictObject({
  nickname: shortText.nullable().default(null),
  /** After `blocked_inside`: to come in all the same. */
  anyway: z.boolean().default(false),
});

const audienceAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("link") }),
  z.strictObject({ kind: z.literal("people") }),
  z.strictObject({ kind: z.literal("friends") }),
  z.strictObject({ kind: z.literal("group"), groupId: z.string() }),
]);

export const roomAnswer = z.strictObject({
  id: z.string(),
  code: z.string(),
  url: z.string(),
  state: z.enum(["scheduled", "open", "ended"]),
  locked: z.boolean(),
  started: z.boolean(),
  settings: settingsShape,
  seatLimit: z.int(),
  activity: z.strictObject({ emoji: z.string(), title: z.string() }),
  audience: audienceAnswer,
  /** When the audience was chosen, and whether a room for friends is shown to all of them without waiting. */
  shownSince: z.iso.datetime(),
  shownToAll: z.boolean(),
  /** When it opened, or is to open. */
  opensAt: z.iso.datetime(),
  /** When its time is over; null: it lasts until somebody ends it. */
  endsAt: z.iso.datetime().nullable(),
  /** Of a room that was made for later: its host's. */
  zone: z.string().nullable(),
  /** By RFC 5545; null: it opens once. */
  repeats: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
});

export const seatAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["person", "guest"]),
  host: z.boolean(),
  coHost: z.boolean(),
  muted: z.boolean(),
  joinedAt: z.iso.datetime(),
});

export const roomReply = z.strictObject({ room: roomAnswer });
export const roomsReply = z.strictObject({
  rooms: z.array(roomAnswer.extend({ inside: z.int().min(0) })),
  /** The `after` of the next page; null on the last one. */
  next: z.string().nullable(),
});
/** How many people a room is shown to now, and to how many more when, if nobody comes. `total`: to all of them in the end. */
export const showingReply = z.strictObject({
  showing: z.strictObject({
    now: z.int().min(0),
    later: z.array(z.strictObject({ at: z.iso.datetime(), more: z.int().min(1) })),
    total: z.int().min(0),
  }),
});
export const seatsReply = z.strictObject({ seats: z.array(seatAnswer) });
export const joinReply = z.strictObject({ room: roomAnswer, seat: seatAnswer });
/** What stands on a room's door, for whoever holds its link. */
export const doorReply = z.strictObject({
  door: z.strictObject({
    host: z.string(),
    activity: z.strictObject({ emoji: z.string(), title: z.string() }),
    state: z.enum(["scheduled", "open", "ended"]),
    locked: z.boolean(),
    /** False while who comes early waits for the host. */
    started: z.boolean(),
    /** Null behind a locked door, and where the room is not open to the caller. */
    inside: z.int().min(0).nullable(),
    seatLimit: z.int().min(1),
    /** When it is to open; null once it has. */
    opensAt: z.iso.datetime().nullable(),
  }),
});
/** Rooms that are to open within a week, of whom one may know, the next one first. */
export const comingReply = z.strictObject({
  rooms: z.array(z.strictObject({
    id: z.string(),
    code: z.string(),
    host: z.strictObject({ id: z.string(), name: z.string() }),
    activity: z.strictObject({ emoji: z.string(), title: z.string() }),
    opensAt: z.iso.datetime(),
    endsAt: z.iso.datetime().nullable(),
    repeats: z.boolean(),
    /** Whether one asked to be told when it opens. */
    reminded: z.boolean(),
  })),
});
/** To be told by mail, once the address has said yes to a mail that asks it. */
export const reminderByMailBody = z.strictObject({ email: z.string().max(320) });
export const reminderReply = z.strictObject({ reminded: z.boolean() });
export const personReply = z.strictObject({ id: z.string(), name: z.string(), email: z.string() });
/** `internal`: something broke; the request id of the answer finds it in the log. */
export const errorReply = z.strictObject({
  error: z.strictObject({ code: z.enum([...REFUSALS, "internal"]), message: z.string() }),
});

export type RoomAnswer = z.infer<typeof roomAnswer>;
export type SeatAnswer = z.infer<typeof seatAnswer>;

export function toRoomAnswer(room: Room, publicUrl: URL): RoomAnswer {
  return {
    id: room.id,
    code: room.code,
    url: roomLink(room.code, publicUrl),
    state: room.state,
    locked: room.locked,
    started: room.startedAt !== null,
    settings: room.settings,
    seatLimit: room.seatLimit,
    activity: room.activity,
    audience: room.audience,
    shownSince: room.shownSince.toISOString(),
    shownToAll: room.shownToAll,
    opensAt: room.opensAt.toISOString(),
    endsAt: room.closesAt?.toISOString() ?? null,
    zone: room.schedule?.zone ?? null,
    repeats: room.schedule?.rule ?? null,
    endedAt: room.endedAt?.toISOString() ?? null,
  };
}

/** Without the fields that were left out: an `undefined` would overwrite. */
export function toSettings(body: z.infer<typeof settingsBody>): Partial<RoomSettings> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** Of a new room: none without a start. Refuses with `bad_time` what would say of a room that opens at once when it ends or repeats. */
export function toScheduleWish(
  { opensAt, endsAt, zone, repeats }: z.infer<typeof createRoomBody>,
): Outcome<ScheduleWish | null> {
  if (opensAt === undefined) return endsAt || repeats ? refused("bad_time") : granted(null);
  const end = endsAt ? { at: new Date(endsAt) } : null;
  return granted({ start: { at: new Date(opensAt) }, end, zone: zone ?? "UTC", repeats });
}

/** Undefined where nothing about when it opens is to change. */
export function toScheduleChange(
  { opensAt, endsAt, zone, repeats }: z.infer<typeof changeRoomBody>,
): ScheduleChange | undefined {
  if (opensAt === undefined && endsAt === undefined && zone === undefined && repeats === undefined) return undefined;
  return {
    start: opensAt === undefined ? undefined : { at: new Date(opensAt) },
    end: endsAt ? { at: new Date(endsAt) } : endsAt === null ? null : undefined,
    zone,
    repeats,
  };
}

export function toShowingAnswer({ now, later, total }: Foresight): z.infer<typeof showingReply>["showing"] {
  return { now: now.length, later: later.map(({ at, more }) => ({ at: at.toISOString(), more })), total };
}

export function toAudienceChoice(body: z.infer<typeof audienceBody>): AudienceChoice {
  switch (body.kind) {
    case "link":
      return body;
    case "people":
      return { kind: "people", personIds: body.personIds.map(personId) };
    case "friends":
      return { kind: "friends", struckIds: body.struckIds.map(personId), toAll: body.toAll };
    case "group":
      return { kind: "group", groupId: groupId(body.groupId) };
  }
}

export function toSeatAnswer(
  { id, name, kind, host, coHost, muted, joinedAt }: Omit<SeatAnswer, "joinedAt"> & { readonly joinedAt: Date },
): SeatAnswer {
  return { id, name, kind, host, coHost, muted, joinedAt: joinedAt.toISOString() };
}

const STATUS = {
  not_found: 404,
  not_signed_in: 401,
  not_allowed: 403,
  bad_input: 400,
  bad_nickname: 422,
  bad_activity: 422,
  bad_audience: 422,
  bad_group: 422,
  not_for_you: 403,
  blocked_inside: 409,
  already_friends: 409,
  is_oneself: 422,
  last_admin: 409,
  room_ended: 410,
  room_not_open: 409,
  room_locked: 423,
  room_full: 409,
  room_not_started: 409,
  account_needed: 403,
  bad_settings: 422,
  bad_text: 422,
  bad_report: 422,
  bad_invitation: 422,
  too_many_invited: 422,
  invitation_over: 410,
  bad_event: 422,
  event_over: 410,
  bad_picture: 422,
  picture_too_large: 413,
  bad_time: 422,
  in_the_past: 422,
  bad_end: 422,
  bad_zone: 422,
  bad_rule: 422,
  bad_repeat_end: 422,
  already_open: 409,
  bad_lead: 422,
  bad_quiet_hours: 422,
  bad_subscription: 422,
  no_mail: 409,
  knocker_gone: 409,
  muted: 409,
  not_sending: 409,
  chat_closed: 409,
  suspended: 403,
  seat_in_use: 409,
  seat_invalid: 403,
  already_joined: 409,
  not_joined: 409,
  bad_sdp: 422,
  no_offer_yet: 409,
  media_unavailable: 503,
  too_many_requests: 429,
  wrong_credentials: 401,
  email_taken: 409,
  weak_password: 422,
  bad_email: 422,
} as const satisfies Record<Refusal, number>;

/** The HTTP status that goes with a refusal, on pages and in the JSON API alike. */
export function statusOf(refusal: Refusal): number {
  return STATUS[refusal];
}
