/** The operator's pages and calls: forms, addresses, and what the JSON API tells the operator alone. */
import { z } from "zod";
import type { AuditedDeed, AuditEntry } from "../domain/audit.ts";
import { AUDITED_DEEDS } from "../domain/audit.ts";
import { type PersonId, type ReportId, reportId, type RoomId, roomId } from "../domain/ids.ts";
import { isOutdatedMedia } from "../domain/media_version.ts";
import { REPORT_REASONS, type ReportReason } from "../domain/report.ts";
import type { Activity } from "../domain/room.ts";
import type { Call } from "./openapi.ts";

/** As ids of ours look; what stands in an address may be anything. */
const id = z.string().regex(/^[\w-]{1,64}$/);
const at = z.iso.datetime();

/** Why: it goes into the record. How long it may be is told by the domain. */
export const reasonBody = z.strictObject({ reason: z.string() });
export const reasonForm = z.object({ reason: z.string().default("") });

/** `before`: only entries older than that one. `person`: who did it, or to whom it was done. */
export const logQuery = z.object({
  room: id.nullable(),
  person: id.nullable(),
  before: z.coerce.number().int().min(1).nullable(),
});

const somebody = z.strictObject({ id: z.string(), name: z.string() });
const seat = z.strictObject({ seatId: z.string(), personId: z.string().nullable(), name: z.string() });

const reportAnswer = z.strictObject({
  id: z.string(),
  at,
  reason: z.enum(REPORT_REASONS),
  text: z.string(),
  /** Without an id: a guest, who may have no name either. */
  reporter: z.strictObject({ id: z.string().nullable(), name: z.string() }),
  room: z.strictObject({ id: z.string(), title: z.string() }),
  host: somebody,
  /** Null: about the room. */
  subject: seat.nullable(),
  inside: z.array(seat),
  closedAt: at.nullable(),
});
const accountAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  createdAt: at,
  suspendedAt: at.nullable(),
});
const openRoomAnswer = z.strictObject({
  id: z.string(),
  activity: z.strictObject({ emoji: z.string(), title: z.string() }),
  host: somebody,
  inside: z.int().min(0),
  locked: z.boolean(),
  opensAt: at,
});
const entryAnswer = z.strictObject({
  id: z.int(),
  at,
  actor: z.strictObject({ kind: z.enum(["person", "guest", "system"]), id: z.string().nullable(), name: z.string() }),
  deed: z.enum(AUDITED_DEEDS),
  roomId: z.string().nullable(),
  subject: somebody.nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const reportsReply = z.strictObject({
  reports: z.array(reportAnswer),
  open: z.int().min(0),
  next: z.string().nullable(),
});
export const closedReply = z.strictObject({ report: reportAnswer });
export const openRoomsReply = z.strictObject({ rooms: z.array(openRoomAnswer), next: z.string().nullable() });
export const accountsReply = z.strictObject({ people: z.array(accountAnswer), more: z.boolean() });
export const accountReply = z.strictObject({ person: accountAnswer });
export const logReply = z.strictObject({ entries: z.array(entryAnswer), next: z.int().nullable() });
export const mediaReply = z.strictObject({
  state: z.enum(["starting", "up", "down"]),
  version: z.string().nullable(),
  /** Has known holes that somebody inside a room can reach. */
  outdated: z.boolean(),
});

interface ReportFacts {
  readonly id: string;
  readonly at: Date;
  readonly reason: ReportReason;
  readonly text: string;
  readonly reporter: { readonly id: string | null; readonly name: string };
  readonly room: { readonly id: string; readonly title: string };
  readonly host: { readonly id: string; readonly name: string };
  readonly subject: SeatFacts | null;
  readonly inside: readonly SeatFacts[];
  readonly closedAt: Date | null;
}

interface SeatFacts {
  readonly seatId: string;
  readonly personId: string | null;
  readonly name: string;
}

export function toReportAnswer(report: ReportFacts): z.infer<typeof reportAnswer> {
  const { id, reason, text, reporter, room, host, subject, inside } = report;
  return {
    id,
    at: report.at.toISOString(),
    reason,
    text,
    reporter,
    room,
    host,
    subject,
    inside: [...inside],
    closedAt: report.closedAt?.toISOString() ?? null,
  };
}

export function toAccountAnswer(
  { id, name, email, createdAt, suspendedAt }: {
    readonly id: PersonId;
    readonly name: string;
    readonly email: string;
    readonly createdAt: Date;
    readonly suspendedAt: Date | null;
  },
): z.infer<typeof accountAnswer> {
  return { id, name, email, createdAt: createdAt.toISOString(), suspendedAt: suspendedAt?.toISOString() ?? null };
}

export function toOpenRoomAnswer(
  room: {
    readonly id: RoomId;
    readonly activity: Activity;
    readonly host: { readonly id: PersonId; readonly name: string };
    readonly inside: number;
    readonly locked: boolean;
    readonly opensAt: Date;
  },
): z.infer<typeof openRoomAnswer> {
  return { ...room, opensAt: room.opensAt.toISOString() };
}

export function toEntryAnswer(
  { id, at, actor, deed, roomId, subject, detail }: AuditEntry & { readonly id: number; readonly deed: AuditedDeed },
): z.infer<typeof entryAnswer> {
  return { id, at: at.toISOString(), actor, deed, roomId, subject, detail: { ...detail } };
}

export function toMediaAnswer(
  { state, version }: { readonly state: "starting" | "up" | "down"; readonly version: string | null },
): z.infer<typeof mediaReply> {
  return { state, version, outdated: isOutdatedMedia(version) };
}

/** Where the list of reports goes on. */
interface ReportCursor {
  readonly closed: boolean;
  readonly at: Date;
  readonly id: ReportId;
}

export function writeReportCursor({ closed, at, id }: ReportCursor): string {
  return `${closed ? "closed" : "open"}.${at.getTime()}.${id}`;
}

/** Null, the start of the list, for what is no cursor. */
export function readReportCursor(text: string | null): ReportCursor | null {
  const [, state, time, id] = /^(open|closed)\.(\d{1,15})\.([\w-]{1,64})$/.exec(text ?? "") ?? [];
  return id === undefined ? null : { closed: state === "closed", at: new Date(Number(time)), id: reportId(id) };
}

/** Where the list of open rooms goes on. */
interface RoomCursor {
  readonly opensAt: Date;
  readonly id: RoomId;
}

export function writeRoomCursor({ opensAt, id }: RoomCursor): string {
  return `${opensAt.getTime()}.${id}`;
}

/** Null, the start of the list, for what is no cursor. */
export function readRoomCursor(text: string | null): RoomCursor | null {
  const [, time, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text ?? "") ?? [];
  return id === undefined ? null : { opensAt: new Date(Number(time)), id: roomId(id) };
}

const OPERATOR = "for the operator; to everybody else there is no such call";

export const ADMIN_CALLS: readonly Call[] = [
  {
    method: "get",
    path: "/api/v1/admin/reports",
    summary: `What was reported, open ones first, 20 at a time; ?after= takes the next of the page before; ${OPERATOR}`,
    status: 200,
    reply: reportsReply,
    refusals: [404],
  },
  {
    method: "post",
    path: "/api/v1/admin/reports/{id}/close",
    summary: `Put a report aside; again is the same; ${OPERATOR}`,
    status: 200,
    reply: closedReply,
    refusals: [404],
  },
  {
    method: "get",
    path: "/api/v1/admin/rooms",
    summary: `Every open room, the newest first, 50 at a time; /api/v1/rooms/{id}/end ends one; ${OPERATOR}`,
    status: 200,
    reply: openRoomsReply,
    refusals: [404],
  },
  {
    method: "get",
    path: "/api/v1/admin/people",
    summary:
      `\`q\`: beginnings of the words of a name, or a whole email address; without it, who is suspended; ${OPERATOR}`,
    status: 200,
    reply: accountsReply,
    refusals: [404],
  },
  {
    method: "get",
    path: "/api/v1/admin/people/{id}",
    summary: `One account; ${OPERATOR}`,
    status: 200,
    reply: accountReply,
    refusals: [404],
  },
  {
    method: "post",
    path: "/api/v1/admin/people/{id}/suspend",
    summary: `Keep a person out of the whole house, at once; ${OPERATOR}`,
    body: reasonBody,
    status: 200,
    reply: accountReply,
    refusals: [404, 422],
  },
  {
    method: "post",
    path: "/api/v1/admin/people/{id}/lift",
    summary: `Let a suspended person sign in again; ${OPERATOR}`,
    body: reasonBody,
    status: 200,
    reply: accountReply,
    refusals: [404, 422],
  },
  {
    method: "get",
    path: "/api/v1/admin/log",
    summary: "Every deed of hosts and the operator, the newest first, 50 at a time; `room` and `person` filter, " +
      `\`before\` takes the \`next\` of the page before; ${OPERATOR}`,
    status: 200,
    reply: logReply,
    refusals: [404],
  },
  {
    method: "get",
    path: "/api/v1/admin/media",
    summary: `The media server's state and version; ${OPERATOR}`,
    status: 200,
    reply: mediaReply,
    refusals: [404],
  },
];
