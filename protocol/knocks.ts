/** Knocking in the JSON API and in forms. A knocker is told of `waiting`, `minute` and `in` alone: a refusal looks like no answer. */
import { z } from "zod";
import { KNOCK_ANSWERS, KNOCK_STATES, type KnockAnswer } from "../domain/knock.ts";
import type { Call } from "./openapi.ts";

const shortText = z.string().max(300);

/** Whose link it is stands in the path; a person's name comes from the account. The line has up to 200 characters. */
export const knockBody = z.strictObject({
  nickname: shortText.nullable().default(null),
  line: z.string().max(1000).nullable().default(null),
});
export const answerKnockBody = z.strictObject({ answer: z.enum(KNOCK_ANSWERS) });

/** Bounds only: what a name and a line may hold is told by the domain. Who has knocked before need not say the name again. */
export const knockForm = z.object({ nickname: shortText.optional(), line: z.string().max(1000).default("") });
export const answerKnockForm = z.object({ answer: z.enum(KNOCK_ANSWERS) });

/** `state` null: they knock no more. `againInSeconds`: when the next knock is taken. `line`: what they said with it. */
const ownKnock = z.strictObject({
  state: z.enum(["waiting", "minute", "in"]).nullable(),
  againInSeconds: z.int().min(0),
  line: z.string().nullable(),
});
export const heardKnock = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["person", "guest"]),
  line: z.string().nullable(),
  at: z.iso.datetime(),
  state: z.enum(["waiting", "minute"]),
});

export const ownKnockReply = z.strictObject({ knock: ownKnock });
/** Null for who has never knocked there. */
export const maybeKnockReply = z.strictObject({ knock: ownKnock.nullable() });
export const knocksReply = z.strictObject({ knocks: z.array(heardKnock) });
/** As it stands now: who was let in stays let in, whatever is answered after. */
export const answeredKnockReply = z.strictObject({
  knock: z.strictObject({ id: z.string(), name: z.string(), state: z.enum(KNOCK_STATES) }),
});

interface HeardFacts extends Omit<z.infer<typeof heardKnock>, "at"> {
  readonly at: Date;
}

export function toHeardAnswer({ at, ...knock }: HeardFacts): z.infer<typeof heardKnock> {
  return { ...knock, at: at.toISOString() };
}

/** From a form or an address; null for what no page of ours sends. */
export function knockAnswer(fields: Readonly<Record<string, string>>): KnockAnswer | null {
  const read = answerKnockForm.safeParse(fields);
  return read.success ? read.data.answer : null;
}

export const KNOCK_CALLS: readonly Call[] = [
  {
    method: "post",
    path: "/api/v1/links/{code}/knocks",
    summary: "Knock at the room of this link; in means that one may join",
    body: knockBody,
    status: 201,
    reply: ownKnockReply,
    refusals: [404, 409, 410, 422],
  },
  {
    method: "get",
    path: "/api/v1/links/{code}/knocks/mine",
    summary: "What has become of one's own knock; who stops asking for two minutes, without a socket, has gone away",
    status: 200,
    reply: maybeKnockReply,
    refusals: [404],
  },
  {
    method: "get",
    path: "/api/v1/rooms/{id}/knocks",
    summary: "Who knocks at a room that one looks after, the first who knocked first",
    status: 200,
    reply: knocksReply,
    refusals: [403, 404, 410],
  },
  {
    method: "post",
    path: "/api/v1/rooms/{id}/knocks/{knockId}/answer",
    summary:
      "Let in, tell to wait a minute, turn down, or turn down for today; the last two are not told to who knocks",
    body: answerKnockBody,
    status: 200,
    reply: answeredKnockReply,
    refusals: [403, 404, 409, 410],
  },
];
