/**
 * Friends, blocks and dimmers in the JSON API and in the pages' addresses. Nobody's email is in any answer, and nothing tells
 * what somebody else has decided about the caller. Lists come in pages; `next` is what to send as `after`.
 */
import { z } from "zod";
import { personId } from "../domain/ids.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Dimmer } from "../domain/standing.ts";
import type { Call } from "./openapi.ts";

export const askFriendBody = z.union([
  z.strictObject({ personId: z.string().min(1).max(100) }),
  z.strictObject({ email: z.string().trim().min(1).max(320) }),
]);
/** What is left out stays as it is. */
export const markTieBody = z.strictObject({ close: z.boolean(), tell: z.boolean() }).partial();
/** Without an end, or null: until it is changed. */
export const setDimmerBody = z.strictObject({ until: z.iso.datetime({ offset: true }).nullable().default(null) });

const person = z.strictObject({ id: z.string(), name: z.string() });
const dimmer = z.strictObject({ until: z.iso.datetime().nullable() });
const next = z.string().nullable();
export const friendAnswer = person.extend({
  since: z.iso.datetime(),
  close: z.boolean(),
  tell: z.boolean(),
  dimmer: dimmer.nullable(),
});

export const friendReply = z.strictObject({ friend: friendAnswer });
export const friendsReply = z.strictObject({
  friends: z.array(friendAnswer),
  next,
  requests: z.strictObject({
    toMe: z.array(person.extend({ askedAt: z.iso.datetime() })),
    mine: z.array(person),
  }),
});
export const peopleReply = z.strictObject({
  people: z.array(person.extend({ tie: z.enum(["friend", "asked", "asks", "none"]) })),
});
export const askedReply = z.strictObject({ state: z.enum(["asked", "friends"]) });
export const answeredReply = z.strictObject({ state: z.enum(["friends", "none"]) });
export const blockReply = z.strictObject({ blocked: z.boolean() });
export const blocksReply = z.strictObject({ people: z.array(person), next });
export const dimmerReply = z.strictObject({ dimmer: dimmer.nullable() });

interface FriendFacts {
  readonly id: string;
  readonly name: string;
  readonly since: Date;
  readonly close: boolean;
  readonly tell: boolean;
  readonly dimmer: Dimmer | null;
}

export function toFriendAnswer({ id, name, since, close, tell, dimmer }: FriendFacts): z.infer<typeof friendAnswer> {
  return { id, name, since: since.toISOString(), close, tell, dimmer: dimmer && toDimmerAnswer(dimmer) };
}

export function toDimmerAnswer({ until }: Dimmer): z.infer<typeof dimmer> {
  return { until: until?.toISOString() ?? null };
}

/** Where a list by name goes on. */
interface NameCursor {
  readonly id: PersonId;
  readonly name: string;
}

export function writeNameCursor({ id, name }: NameCursor): string {
  return `${id}~${name}`;
}

/** Null, the start of the list, for what is no cursor. */
export function readNameCursor(text: string | null): NameCursor | null {
  const [, id, name] = /^([^~]{1,100})~(.{1,1000})$/su.exec(text ?? "") ?? [];
  return id === undefined || name === undefined ? null : { id: personId(id), name };
}

const LIST = "`q`: anywhere in the name; `after`: the `next` of the page before";

export const FRIEND_CALLS: readonly Call[] = [
  {
    method: "get",
    path: "/api/v1/people",
    summary:
      "`q`: beginnings of the words of a name, or a whole email address; at least 2 characters, at most 20 people",
    status: 200,
    reply: peopleReply,
    refusals: [401],
  },
  {
    method: "get",
    path: "/api/v1/friends",
    summary: `One's friends by name, 50 a page, and the requests that wait on either side. ${LIST}`,
    status: 200,
    reply: friendsReply,
    refusals: [401],
  },
  {
    method: "post",
    path: "/api/v1/friends",
    summary: "Ask somebody to be friends; an address that nobody has answers as if the request had been sent",
    body: askFriendBody,
    status: 200,
    reply: askedReply,
    refusals: [401, 404, 409, 422],
  },
  {
    method: "get",
    path: "/api/v1/friends/{personId}",
    summary: "A friend",
    status: 200,
    reply: friendReply,
    refusals: [401, 404],
  },
  {
    method: "patch",
    path: "/api/v1/friends/{personId}",
    summary: "Mark a friend as close, or be told when their door is open",
    body: markTieBody,
    status: 200,
    reply: friendReply,
    refusals: [401, 404],
  },
  {
    method: "delete",
    path: "/api/v1/friends/{personId}",
    summary: "End a friendship; nobody is told",
    status: 200,
    reply: answeredReply,
    refusals: [401, 404],
  },
  {
    method: "post",
    path: "/api/v1/friends/{personId}/accept",
    summary: "Say yes to who asked to be friends",
    status: 200,
    reply: answeredReply,
    refusals: [401, 404],
  },
  {
    method: "post",
    path: "/api/v1/friends/{personId}/decline",
    summary: "Say no to who asked to be friends; for them it looks like no answer",
    status: 200,
    reply: answeredReply,
    refusals: [401, 404],
  },
  {
    method: "get",
    path: "/api/v1/blocks",
    summary: `Whom one has blocked, by name, 50 a page. ${LIST}`,
    status: 200,
    reply: blocksReply,
    refusals: [401],
  },
  {
    method: "put",
    path: "/api/v1/blocks/{personId}",
    summary: "Have nothing more to do with somebody, both ways",
    status: 200,
    reply: blockReply,
    refusals: [401, 404, 422],
  },
  {
    method: "delete",
    path: "/api/v1/blocks/{personId}",
    summary: "Take a block back; nothing that it ended comes back",
    status: 200,
    reply: blockReply,
    refusals: [401],
  },
  {
    method: "put",
    path: "/api/v1/dimmers/{personId}",
    summary: "Hide one's rooms from somebody, up to 24 hours or until it is changed",
    body: setDimmerBody,
    status: 200,
    reply: dimmerReply,
    refusals: [401, 404, 422],
  },
  {
    method: "delete",
    path: "/api/v1/dimmers/{personId}",
    summary: "Show one's rooms to them again",
    status: 200,
    reply: dimmerReply,
    refusals: [401],
  },
];
