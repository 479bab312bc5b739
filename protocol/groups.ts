/**
 * Groups in the JSON API and in the pages' forms. Shapes and bounds only: what a name or a description may be is told by the
 * domain. Lists come in pages; `next` is what to send as `after`, null on the last page.
 */
import { z } from "zod";
import {
  DESCRIPTION_MAX_UNITS,
  type Group,
  GROUP_ROLES,
  groupLink,
  type GroupMember,
  JOININGS,
} from "../domain/group.ts";
import type { Call } from "./openapi.ts";

const name = z.string().max(300);
const description = z.string().max(DESCRIPTION_MAX_UNITS);
const joining = z.enum(JOININGS);

export const groupForm = z.object({ name, description, joining });

export const createGroupBody = z.strictObject({
  name,
  description: description.default(""),
  joining: joining.default("link"),
});
export const editGroupBody = z.strictObject({ name, description, joining }).partial();
export const addMemberBody = z.strictObject({ personId: z.string().max(100) });
export const setRoleBody = z.strictObject({ role: z.enum(GROUP_ROLES) });

export const groupAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  joining,
  /** Where people join. */
  url: z.string(),
});
const memberAnswer = z.strictObject({ id: z.string(), name: z.string(), role: z.enum(GROUP_ROLES) });

export const groupReply = z.strictObject({ group: groupAnswer });
export const groupsReply = z.strictObject({
  groups: z.array(z.strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(GROUP_ROLES),
    memberCount: z.int().min(1),
  })),
  next: z.string().nullable(),
});
export const groupPageReply = z.strictObject({
  group: groupAnswer.extend({ role: z.enum(GROUP_ROLES), memberCount: z.int().min(1) }),
  members: z.array(memberAnswer),
  next: z.string().nullable(),
  /** Who asked to join, for admins; empty for everybody else. */
  requests: z.array(z.strictObject({ id: z.string(), name: z.string(), askedAt: z.iso.datetime() })),
});
export const groupDoorReply = z.strictObject({
  group: z.strictObject({ name: z.string(), description: z.string(), joining, memberCount: z.int().min(1) }),
  standing: z.enum(["outside", "asked", "member"]),
});
export const membershipReply = z.strictObject({
  membership: z.strictObject({ groupId: z.string(), personId: z.string(), state: z.enum(["member", "asked"]) }),
});

export function toGroupAnswer(group: Group, publicUrl: URL): z.infer<typeof groupAnswer> {
  const { id, name, description, joining, code } = group;
  return { id, name, description, joining, url: groupLink(code, publicUrl) };
}

export function toMemberAnswer({ personId, name, role }: GroupMember): z.infer<typeof memberAnswer> {
  return { id: personId, name, role };
}

const GROUP = "/api/v1/groups/{id}";
const LINK = "/api/v1/group-links/{code}";

export const GROUP_CALLS: readonly Call[] = [
  {
    method: "get",
    path: "/api/v1/groups",
    summary: "The groups that one is in; `q` searches, `after` gives the next page",
    status: 200,
    reply: groupsReply,
    refusals: [401],
  },
  {
    method: "post",
    path: "/api/v1/groups",
    summary: "Found a group",
    body: createGroupBody,
    status: 201,
    reply: groupReply,
    refusals: [401, 422],
  },
  {
    method: "get",
    path: GROUP,
    summary: "A group that one is in, with a page of its members; `q` searches, `after` gives the next page",
    status: 200,
    reply: groupPageReply,
    refusals: [401, 404],
  },
  {
    method: "patch",
    path: GROUP,
    summary: "Rename or describe a group, or change who gets in with its link; its admins",
    body: editGroupBody,
    status: 200,
    reply: groupReply,
    refusals: [401, 403, 404, 422],
  },
  {
    method: "delete",
    path: GROUP,
    summary: "Delete a group; its admins. Its open rooms go on for those inside",
    status: 204,
    refusals: [401, 403, 404],
  },
  {
    method: "post",
    path: `${GROUP}/link`,
    summary: "Replace the link to join; its admins",
    status: 200,
    reply: groupReply,
    refusals: [401, 403, 404],
  },
  {
    method: "post",
    path: `${GROUP}/members`,
    summary: "Bring a friend into a group; its admins",
    body: addMemberBody,
    status: 201,
    reply: membershipReply,
    refusals: [401, 403, 404],
  },
  {
    method: "patch",
    path: `${GROUP}/members/{personId}`,
    summary: "Make a member an admin, or an admin a member; its admins",
    body: setRoleBody,
    status: 204,
    refusals: [401, 403, 404, 409],
  },
  {
    method: "delete",
    path: `${GROUP}/members/{personId}`,
    summary: "Leave a group, or as an admin take somebody out of it",
    status: 204,
    refusals: [401, 403, 404, 409],
  },
  {
    method: "post",
    path: `${GROUP}/requests/{personId}/accept`,
    summary: "Let somebody in who asked; its admins",
    status: 200,
    reply: membershipReply,
    refusals: [401, 403, 404],
  },
  {
    method: "post",
    path: `${GROUP}/requests/{personId}/decline`,
    summary: "Do not let somebody in who asked; its admins",
    status: 204,
    refusals: [401, 403, 404],
  },
  {
    method: "get",
    path: LINK,
    summary: "The group whose link to join one holds",
    status: 200,
    reply: groupDoorReply,
    refusals: [404],
  },
  {
    method: "post",
    path: `${LINK}/members`,
    summary: "Join by the link, or ask to, as the group wants it",
    status: 201,
    reply: membershipReply,
    refusals: [401, 404],
  },
];
