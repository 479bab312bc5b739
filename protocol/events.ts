/**
 * Events in the JSON API and in the pages' forms. Shapes and bounds only: what a text may be, and which times, is told by the
 * domain. `?link=` goes with every call on an event that one came to by its link, or `link` with a body.
 */
import { z } from "zod";
import {
  type AnswerCounts,
  type Event,
  EVENT_ANSWERS,
  EVENT_TEXT_MAX_UNITS,
  type EventAnswer,
  eventPath,
  eventPicturePath,
  type EventPost,
  type EventState,
  POST_MAX_UNITS,
} from "../domain/event.ts";
import type { PersonId } from "../domain/ids.ts";
import { PICTURE_TYPES } from "../domain/picture.ts";
import { roomLink } from "../domain/link.ts";
import type { Activity } from "../domain/room.ts";
import type { ScheduleWish } from "../domain/schedule.ts";
import { audienceBody, roomAnswer } from "./api.ts";
import type { Call } from "./openapi.ts";

/** A long text in another script takes several bytes a letter, and many more in a form. */
export const EVENT_LIMIT_BYTES = 192 * 1024;

const shortText = z.string().max(300);
const description = z.string().max(EVENT_TEXT_MAX_UNITS);
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const zone = z.string().max(64);

export const createEventBody = z.strictObject({
  title: shortText,
  emoji: shortText.default("🎉"),
  description: description.default(""),
  /** Where one may come in person; empty: in the room alone. */
  place: shortText.default(""),
  startsAt: time,
  endsAt: time.nullable().default(null),
  /** IANA name of the zone by whose clocks it is meant. */
  zone: zone.default("UTC"),
  audience: audienceBody.default({ kind: "link" }),
});

/** What is left out stays as it is. */
export const editEventBody = z.strictObject({
  title: shortText.optional(),
  emoji: shortText.optional(),
  description: description.optional(),
  place: shortText.optional(),
  startsAt: time.optional(),
  endsAt: time.nullable().optional(),
  zone: zone.optional(),
  audience: audienceBody.optional(),
});

export const answerEventBody = z.strictObject({ answer: z.enum(EVENT_ANSWERS) });

const postText = z.string().max(POST_MAX_UNITS);
export const postBody = z.strictObject({ text: postText });

/** What stands in an address may be anything. */
export const eventsQuery = z.object({
  which: z.enum(["coming", "earlier"]).catch("coming"),
  after: z.string().min(1).max(64).nullable().catch(null),
});

const STATES = ["coming", "now", "over", "cancelled"] as const satisfies readonly EventState[];

const countsAnswer = z.strictObject({ going: z.int().min(0), maybe: z.int().min(0), no: z.int().min(0) });

const eventAnswer = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  emoji: z.string(),
  description: z.string(),
  place: z.string().nullable(),
  state: z.enum(STATES),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  zone: z.string(),
  /** By RFC 5545; null: it takes place once. */
  rule: z.string().nullable(),
  /** For those who may see the event. */
  picture: z.strictObject({
    url: z.string(),
    type: z.enum(PICTURE_TYPES),
    width: z.int().min(1),
    height: z.int().min(1),
  }).nullable(),
  host: z.strictObject({ id: z.string(), name: z.string() }),
  audience: roomAnswer.shape.audience,
  /** It opens by itself shortly before the event starts. */
  room: z.strictObject({
    id: z.string(),
    code: z.string(),
    url: z.string(),
    state: z.enum(["scheduled", "open", "ended"]),
    opensAt: z.iso.datetime(),
  }),
  answers: countsAnswer,
  /** The caller's own. */
  answer: z.enum(EVENT_ANSWERS).nullable(),
});

export const eventReply = z.strictObject({ event: eventAnswer });
export const eventsReply = z.strictObject({ events: z.array(eventAnswer), next: z.string().nullable() });
export const answersReply = z.strictObject({
  counts: countsAnswer,
  /** Null for those who only hold the link. */
  answers: z.array(z.strictObject({ id: z.string(), name: z.string(), answer: z.enum(EVENT_ANSWERS) })).nullable(),
  /** Who was invited without an account, by address or by what their link is called; null for all but those who look after it. */
  guests: z.array(z.strictObject({ name: z.string().nullable(), answer: z.enum(EVENT_ANSWERS) })).nullable(),
});
export const postsReply = z.strictObject({
  posts: z.array(z.strictObject({
    id: z.string(),
    person: z.strictObject({ id: z.string(), name: z.string() }),
    text: z.string(),
    writtenAt: z.iso.datetime(),
  })),
});
export const hostsReply = z.strictObject({
  /** The host first; further ones are told to those whom the event is for. */
  hosts: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
/** Null while there is none. */
export const feedReply = z.strictObject({ calendar: z.strictObject({ url: z.string() }).nullable() });

export function toEventAnswer(
  { event, state, counts, own }: {
    readonly event: Event;
    readonly state: EventState;
    readonly counts: AnswerCounts;
    readonly own: EventAnswer | null;
  },
  publicUrl: URL,
): z.infer<typeof eventAnswer> {
  const { id, room, description, place, startsAt, endsAt, schedule, picture } = event;
  return {
    id,
    url: eventLink(event, publicUrl),
    title: room.activity.title,
    emoji: room.activity.emoji,
    description,
    place,
    state,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    zone: schedule.zone,
    rule: schedule.rule,
    picture: picture && {
      url: new URL(eventPicturePath(id, codeOnLink(room)), publicUrl).href,
      type: picture.type,
      width: picture.width,
      height: picture.height,
    },
    host: { id: room.hostId, name: room.hostName },
    audience: room.audience,
    room: {
      id: room.id,
      code: room.code,
      url: roomLink(room.code, publicUrl),
      state: room.state,
      opensAt: room.opensAt.toISOString(),
    },
    answers: counts,
    answer: own,
  };
}

/** To hand on. It opens the page of an event for whoever has the link; any other only to those whom it is for. */
export function eventLink({ id, room }: Pick<Event, "id" | "room">, publicUrl: URL): string {
  return new URL(eventPath(id, codeOnLink(room)), publicUrl).href;
}

function codeOnLink({ audience, code }: Event["room"]): Event["room"]["code"] | null {
  return audience.kind === "link" ? code : null;
}

export function toHostsAnswer(
  { event: { room }, coHosts }: {
    readonly event: Pick<Event, "room">;
    readonly coHosts: readonly { readonly id: PersonId; readonly name: string }[] | null;
  },
): z.infer<typeof hostsReply> {
  const further = (coHosts ?? []).map(({ id, name }) => ({ id, name }));
  return { hosts: [{ id: room.hostId, name: room.hostName }, ...further] };
}

export function toPostsAnswer(posts: readonly EventPost[] | null): z.infer<typeof postsReply> {
  return {
    posts: (posts ?? []).map(({ id, personId, name, text, writtenAt }) => ({
      id,
      person: { id: personId, name },
      text,
      writtenAt: writtenAt.toISOString(),
    })),
  };
}

/** Where a calendar program reads what somebody hosts and comes to. */
export function feedLink(token: string, publicUrl: URL): string {
  return new URL(`/calendar/${encodeURIComponent(token)}.ics`, publicUrl).href;
}

export function toFeedAnswer(token: string | null, publicUrl: URL): z.infer<typeof feedReply> {
  return { calendar: token === null ? null : { url: feedLink(token, publicUrl) } };
}

export function toAnswersAnswer(
  counts: AnswerCounts,
  names: readonly { readonly personId: PersonId; readonly name: string; readonly answer: EventAnswer }[] | null,
  guests: readonly { readonly name: string | null; readonly answer: EventAnswer }[] | null,
): z.infer<typeof answersReply> {
  return {
    counts,
    answers: names?.map(({ personId, name, answer }) => ({ id: personId, name, answer })) ?? null,
    guests: guests?.map(({ name, answer }) => ({ name, answer })) ?? null,
  };
}

export function toEventTimes({ startsAt, endsAt, zone }: z.infer<typeof createEventBody>): ScheduleWish {
  return { zone, start: { at: startsAt }, end: endsAt && { at: endsAt } };
}

export function toActivity({ emoji, title }: z.infer<typeof editEventBody>): Partial<Activity> {
  return { ...(emoji === undefined ? {} : { emoji }), ...(title === undefined ? {} : { title }) };
}

/** The texts of a form. */
export const eventForm = z.object({ emoji: shortText, title: shortText, description, place: shortText });

const EVENT = "/api/v1/events/{id}";

export const EVENT_CALLS: readonly Call[] = [
  {
    method: "get",
    path: "/api/v1/events",
    summary:
      "The events that one hosts, has answered, or that are for one; `which` is `coming` or `earlier`, `after` pages",
    status: 200,
    reply: eventsReply,
    refusals: [401],
  },
  {
    method: "post",
    path: "/api/v1/events",
    summary: "Make an event, with the room that opens for it",
    body: createEventBody,
    status: 201,
    reply: eventReply,
    refusals: [401, 403, 422],
  },
  {
    method: "get",
    path: EVENT,
    summary: "An event; `link` is the code of the room's link, for whoever was handed it",
    status: 200,
    reply: eventReply,
    refusals: [401, 404],
  },
  {
    method: "patch",
    path: EVENT,
    summary: "Change an event and its room with it; who looks after it",
    body: editEventBody,
    status: 200,
    reply: eventReply,
    refusals: [401, 403, 404, 409, 410, 422],
  },
  {
    method: "put",
    path: `${EVENT}/picture`,
    summary: "Give an event a picture, or another; nothing is kept of where, when and with what it was taken",
    file: PICTURE_TYPES,
    status: 200,
    reply: eventReply,
    refusals: [401, 403, 404, 410, 413, 422],
  },
  {
    method: "delete",
    path: `${EVENT}/picture`,
    summary: "Take an event's picture away",
    status: 200,
    reply: eventReply,
    refusals: [401, 403, 404, 410],
  },
  {
    method: "post",
    path: `${EVENT}/cancel`,
    summary: "Call an event off; who looks after it",
    status: 200,
    reply: eventReply,
    refusals: [401, 403, 404],
  },
  {
    method: "put",
    path: `${EVENT}/answer`,
    summary: "Say whether one comes; everybody but the host",
    body: answerEventBody,
    status: 200,
    reply: eventReply,
    refusals: [401, 403, 404, 410],
  },
  {
    method: "delete",
    path: `${EVENT}/answer`,
    summary: "Take back what one answered",
    status: 204,
    refusals: [401, 403, 404, 410],
  },
  {
    method: "get",
    path: `${EVENT}/answers`,
    summary: "How many come and, for those whom the event is for, who",
    status: 200,
    reply: answersReply,
    refusals: [401, 404],
  },
  {
    method: "get",
    path: `${EVENT}/hosts`,
    summary: "Who hosts an event: its host first, and for those whom the event is for those who do so too",
    status: 200,
    reply: hostsReply,
    refusals: [401, 404],
  },
  {
    method: "put",
    path: `${EVENT}/hosts/{personId}`,
    summary: "Name a further host, who is invited by it; the host alone",
    status: 200,
    reply: hostsReply,
    refusals: [401, 403, 404, 410, 422],
  },
  {
    method: "delete",
    path: `${EVENT}/hosts/{personId}`,
    summary: "Take that back",
    status: 200,
    reply: hostsReply,
    refusals: [401, 403, 404, 410],
  },
  {
    method: "get",
    path: `${EVENT}/posts`,
    summary: "What was written last under an event; empty for who only holds its link and has not answered",
    status: 200,
    reply: postsReply,
    refusals: [401, 404],
  },
  {
    method: "post",
    path: `${EVENT}/posts`,
    summary: "Write under an event",
    body: postBody,
    status: 201,
    reply: postsReply,
    refusals: [401, 403, 404, 422],
  },
  {
    method: "delete",
    path: `${EVENT}/posts/{postId}`,
    summary: "Take away what one wrote; the host what anybody wrote",
    status: 204,
    refusals: [401, 403, 404],
  },
  {
    method: "get",
    path: "/api/v1/calendar",
    summary: "The secret address at which a calendar program reads what one hosts and comes to",
    status: 200,
    reply: feedReply,
    refusals: [401],
  },
  {
    method: "post",
    path: "/api/v1/calendar",
    summary: "Make that address, or another in its place; the one before leads nowhere any more",
    status: 201,
    reply: feedReply,
    refusals: [401],
  },
];
