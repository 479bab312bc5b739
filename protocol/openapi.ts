/**
 * The JSON API's description (OpenAPI 3.1, whose schemas are JSON Schema 2020-12), made from the zod schemas that check the
 * calls, so that both cannot drift apart. One line per call; the answers' errors are alike everywhere.
 */
import { z } from "zod";
import { ADMIN_CALLS } from "./admin.ts";
import {
  comingReply,
  createRoomBody,
  doorReply,
  errorReply,
  joinBody,
  joinReply,
  personReply,
  reminderByMailBody,
  reminderReply,
  roomReply,
  roomsReply,
} from "./api.ts";
import { EVENT_CALLS } from "./events.ts";
import { FRIEND_CALLS } from "./friends.ts";
import { GROUP_CALLS } from "./groups.ts";
import { HOSTING_CALLS } from "./hosting.ts";
import { INVITATION_CALLS } from "./invitations.ts";
import { KNOCK_CALLS } from "./knocks.ts";
import { NOTICE_CHOICE_CALLS } from "./notice_choices.ts";
import { NOTICE_CALLS } from "./notices.ts";
import { REPORT_CALLS } from "./reports.ts";
import { trayReply } from "./tray.ts";

export interface Call {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  /** In the place of a body in JSON: a file, of one of these media types. */
  readonly file?: readonly string[];
  readonly status: 200 | 201 | 204;
  /** None exactly with status 204. */
  readonly reply?: z.ZodType;
  /** JSON unless it says otherwise. */
  readonly media?: "application/json" | "text/event-stream";
  /** Statuses of the refusals that this call is known for, besides 400, 429 and 500. */
  readonly refusals: readonly number[];
}

const CALLS: readonly Call[] = [
  { method: "get", path: "/api/v1/me", summary: "Who is signed in", status: 200, reply: personReply, refusals: [401] },
  {
    method: "get",
    path: "/api/v1/rooms",
    summary: "One's own rooms, newest first",
    status: 200,
    reply: roomsReply,
    refusals: [401],
  },
  {
    method: "post",
    path: "/api/v1/rooms",
    summary: "Start a room: at once, or at the time of opensAt",
    body: createRoomBody,
    status: 201,
    reply: roomReply,
    refusals: [401, 422],
  },
  ...HOSTING_CALLS,
  {
    method: "get",
    path: "/api/v1/coming",
    summary: "The rooms that are to open within a week, of which one may know, the next one first",
    status: 200,
    reply: comingReply,
    refusals: [401],
  },
  {
    method: "put",
    path: "/api/v1/links/{code}/reminder",
    summary: "Ask to be told when the room of this link opens, is moved or cancelled",
    status: 200,
    reply: reminderReply,
    refusals: [401, 404, 409, 410],
  },
  {
    method: "post",
    path: "/api/v1/links/{code}/reminder",
    summary:
      "Have an address asked, by a mail, whether it wants to be told; the answer is the same whatever becomes of it",
    body: reminderByMailBody,
    status: 204,
    refusals: [403, 404, 409, 410, 422],
  },
  {
    method: "delete",
    path: "/api/v1/links/{code}/reminder",
    summary: "Not to be told any more",
    status: 200,
    reply: reminderReply,
    refusals: [401, 404],
  },
  {
    method: "get",
    path: "/api/v1/tray",
    summary: "The rooms that one may drop into now, the closest host first",
    status: 200,
    reply: trayReply,
    refusals: [401],
  },
  {
    method: "get",
    path: "/api/v1/tray/stream",
    summary:
      "The same as it changes: the events tray, room, gone and notices; Last-Event-ID goes on where a stream ended",
    status: 200,
    reply: z.string(),
    media: "text/event-stream",
    refusals: [401],
  },
  {
    method: "get",
    path: "/api/v1/links/{code}",
    summary: "What stands on the door of the room whose link one holds",
    status: 200,
    reply: doorReply,
    refusals: [404],
  },
  {
    method: "post",
    path: "/api/v1/links/{code}/seats",
    summary: "Join: take a seat in the room of this link; the same seat when asked again",
    body: joinBody,
    status: 201,
    reply: joinReply,
    refusals: [404, 409, 410, 422, 423],
  },
  ...KNOCK_CALLS,
  ...INVITATION_CALLS,
  ...EVENT_CALLS,
  ...GROUP_CALLS,
  ...NOTICE_CALLS,
  ...NOTICE_CHOICE_CALLS,
  ...FRIEND_CALLS,
  ...REPORT_CALLS,
  ...ADMIN_CALLS,
];

/** `origin`: where this server is reached, e.g. "https://ajar.example". */
export function openApiDocument(origin: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const call of CALLS) {
    paths[call.path] = { ...paths[call.path], [call.method]: describe(call) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Ajar",
      version: "1",
      description: "Drop-in video rooms. Times are ISO 8601 in UTC, ids are strings. What one may not see answers 404.",
    },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Error: z.toJSONSchema(errorReply) },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "ajar.session_token" } },
    },
    security: [{ session: [] }, {}],
  };
}

function describe(
  { path, summary, body, file, status, reply, media = "application/json", refusals }: Call,
): Record<string, unknown> {
  const error = { description: "Refused", content: json({ $ref: "#/components/schemas/Error" }) };
  return {
    summary,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...(body ? { requestBody: { required: true, content: json(z.toJSONSchema(body, { io: "input" })) } } : {}),
    ...(file ? { requestBody: { required: true, content: Object.fromEntries(file.map((type) => [type, {}])) } } : {}),
    responses: {
      [status]: { description: summary, ...(reply ? { content: { [media]: { schema: z.toJSONSchema(reply) } } } : {}) },
      ...Object.fromEntries([400, ...refusals, 429, 500].map((code) => [code, error])),
    },
  };
}

function json(schema: unknown): Record<string, unknown> {
  return { "application/json": { schema } };
}
