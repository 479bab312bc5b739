/**
 * Invitations in the JSON API and by the pages' forms. Shapes and bounds only: whom one may ask and what an address is are told by
 * the domain.
 */
import { z } from "zod";
import { type GroupId, groupId, type PersonId, personId } from "../domain/ids.ts";
import {
  ADDRESSES_MAX_UNITS,
  type Invitation,
  INVITATION_ANSWERS,
  INVITATION_KINDS,
  invitationPath,
  type InvitationStage,
  stageOf,
} from "../domain/invitation.ts";
import type { Call } from "./openapi.ts";

/** Enough for far more than may be asked at once, so that a list that is too long is told so. */
export const INVITE_LIMIT_BYTES = 1024 * 1024;

const LISTED_MAX = 20_000;
const id = z.string().min(1).max(64);

export const inviteBody = z.strictObject({
  personIds: z.array(id).max(LISTED_MAX).default([]),
  emails: z.array(z.string().max(1000)).max(LISTED_MAX).default([]),
  groupId: id.nullable().default(null),
});

export const personalLinkBody = z.strictObject({
  label: z.string().max(300).nullable().default(null),
  expiresAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).nullable().default(null),
  once: z.boolean().default(false),
});

export const answerBody = z.strictObject({ answer: z.enum(INVITATION_ANSWERS) });
/** What stands in an address may be anything. */
export const invitationsQuery = z.object({ after: z.string().regex(/^[\w-]{1,64}$/).nullable().catch(null) });

const STAGES = [
  "made",
  "sent",
  "seen",
  "answered",
  "came",
  "over",
  "undelivered",
  "revoked",
] as const satisfies InvitationStage[];

const invitationAnswer = z.strictObject({
  id: z.string(),
  kind: z.enum(INVITATION_KINDS),
  person: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  email: z.string().nullable(),
  label: z.string().nullable(),
  /** Where it leads. */
  url: z.string(),
  by: z.string(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** Null: any number may take it up. */
  usesLeft: z.int().min(0).nullable(),
  taken: z.int().min(0),
  /** The farthest that it has come. `over`: expired or used up, without anybody having looked. */
  stage: z.enum(STAGES),
  sentAt: z.iso.datetime().nullable(),
  seenAt: z.iso.datetime().nullable(),
  answer: z.enum(INVITATION_ANSWERS).nullable(),
  answeredAt: z.iso.datetime().nullable(),
  cameAt: z.iso.datetime().nullable(),
});

export const invitationReply = z.strictObject({ invitation: invitationAnswer });
export const invitationsReply = z.strictObject({
  invitations: z.array(invitationAnswer),
  counts: z.strictObject({
    all: z.int().min(0),
    seen: z.int().min(0),
    going: z.int().min(0),
    came: z.int().min(0),
  }),
  /** The `after` of the next page; null on the last one. */
  next: z.string().nullable(),
});
/** `already`: how many had been asked before. `bad`: what was written in place of an address. */
export const inviteReply = z.strictObject({
  invited: z.int().min(0),
  already: z.int().min(0),
  bad: z.array(z.string()),
});
/** What an invitation says to who came by its link. */
export const openedInvitationReply = z.strictObject({
  by: z.string(),
  host: z.string(),
  activity: z.strictObject({ emoji: z.string(), title: z.string() }),
  state: z.enum(["scheduled", "open", "ended"]),
  opensAt: z.iso.datetime(),
  answer: z.enum(INVITATION_ANSWERS).nullable(),
  taken: z.boolean(),
});
/** The room's own link, which opens to who has taken the invitation up. */
export const takenInvitationReply = z.strictObject({ code: z.string(), url: z.string() });

export function toInvitationAnswer(
  invitation: Invitation,
  publicUrl: URL,
  now: Date,
): z.infer<typeof invitationAnswer> {
  const { id, kind, person, email, label, code, madeBy, usesLeft, taken, answer } = invitation;
  return {
    id,
    kind,
    person: person === null ? null : { id: person.id, name: person.name },
    email,
    label,
    url: new URL(invitationPath(code), publicUrl).href,
    by: madeBy.name,
    madeAt: invitation.madeAt.toISOString(),
    expiresAt: invitation.expiresAt?.toISOString() ?? null,
    usesLeft,
    taken,
    stage: stageOf(invitation, now),
    sentAt: invitation.sentAt?.toISOString() ?? null,
    seenAt: invitation.seenAt?.toISOString() ?? null,
    answer,
    answeredAt: invitation.answeredAt?.toISOString() ?? null,
    cameAt: invitation.cameAt?.toISOString() ?? null,
  };
}

export function toInviteWish(
  { personIds, emails, groupId: group }: z.infer<typeof inviteBody>,
): { readonly personIds: PersonId[]; readonly emails: string[]; readonly groupId: GroupId | null } {
  return { personIds: personIds.map(personId), emails, groupId: group === null ? null : groupId(group) };
}

/** What was ticked and pasted on a room's page. */
export interface InviteDraft {
  readonly personIds: readonly string[];
  readonly groupId: string;
  readonly addresses: string;
  /** What a friend is searched for by. */
  readonly query: string;
}

const inviteFields = z.object({
  personIds: z.array(id).max(LISTED_MAX),
  groupId: z.string().max(64),
  addresses: z.string().max(INVITE_LIMIT_BYTES).transform((text) => text.slice(0, ADDRESSES_MAX_UNITS + 1)),
  query: z.string().transform((text) => text.slice(0, 100)),
});

/** Null for what no page of ours sends. */
export function readInviteForm(form: FormData): InviteDraft | null {
  const read = inviteFields.safeParse({
    personIds: form.getAll("invite"),
    groupId: form.get("invite_group") ?? "",
    addresses: form.get("addresses") ?? "",
    query: form.get("invite_q") ?? "",
  });
  return read.success ? read.data : null;
}

/** For how long a link made on a page is good, in hours; empty for good. */
export const LINK_HOURS = ["", "1", "24", "168"] as const;

export interface LinkDraft {
  readonly label: string;
  readonly hours: (typeof LINK_HOURS)[number];
  readonly once: boolean;
}

const linkFields = z.object({
  label: z.string().max(300).default(""),
  hours: z.enum(LINK_HOURS).default(""),
  once: z.literal("yes").optional().transform((said) => said === "yes"),
});

/** Null for what no page of ours sends. */
export function readLinkForm(fields: Readonly<Record<string, string>>): LinkDraft | null {
  const read = linkFields.safeParse(fields);
  return read.success ? read.data : null;
}

const ROOM = "/api/v1/rooms/{id}/invitations";
const LINK = "/api/v1/invitations/{code}";

export const INVITATION_CALLS: readonly Call[] = [
  {
    method: "get",
    path: ROOM,
    summary:
      "Who was asked to a room and how far that has come, the latest first, 50 at a time; ?after= takes the next of the page before",
    status: 200,
    reply: invitationsReply,
    refusals: [403, 404],
  },
  {
    method: "post",
    path: ROOM,
    summary: "Ask friends, a group of one's own and addresses to a room, at most 500 at once; who was asked stays so",
    body: inviteBody,
    status: 201,
    reply: inviteReply,
    refusals: [403, 404, 410, 422],
  },
  {
    method: "post",
    path: `${ROOM}/links`,
    summary: "Make a personal link, which may expire or be taken up by one alone",
    body: personalLinkBody,
    status: 201,
    reply: invitationReply,
    refusals: [403, 404, 410, 422],
  },
  {
    method: "delete",
    path: `${ROOM}/{invitationId}`,
    summary: "Take an invitation back; who sits inside stays",
    status: 204,
    refusals: [403, 404, 410],
  },
  {
    method: "get",
    path: LINK,
    summary: "What an invitation says; takes nothing up",
    status: 200,
    reply: openedInvitationReply,
    refusals: [401, 404, 410],
  },
  {
    method: "post",
    path: `${LINK}/take`,
    summary: "Take an invitation up: the room's own link opens from then on; again is the same",
    status: 200,
    reply: takenInvitationReply,
    refusals: [401, 404, 410],
  },
  {
    method: "put",
    path: `${LINK}/answer`,
    summary: "Say whether one comes, which takes the invitation up",
    body: answerBody,
    status: 200,
    reply: takenInvitationReply,
    refusals: [401, 404, 410],
  },
];
