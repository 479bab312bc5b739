/** Reporting in the JSON API and in the pages' addresses and forms. Which reasons there are is told by the domain. */
import { z } from "zod";
import type { Call } from "./openapi.ts";

/** As ids of ours look; what stands in an address may be anything. */
const id = z.string().regex(/^[\w-]{1,64}$/);
const reason = z.string().max(64);
/** The bound is the domain's, and the body's. */
const text = z.string();

/** Where: by the link, or by the id of a room that one is or was inside, or sees. `seatId`: about one person in it. */
export const reportBody = z.strictObject({
  code: id.optional(),
  roomId: id.optional(),
  seatId: id.nullable().default(null),
  reason,
  text: text.default(""),
  /** Has the caller also have nothing more to do with them. */
  alsoBlock: z.boolean().default(false),
}).refine(({ code, roomId }) => (code === undefined) !== (roomId === undefined), "expected either code or roomId");

export const reportReply = z.strictObject({ blocked: z.boolean() });

/** `seat`: whom it is about. `sent`: it was sent. */
export const reportQuery = z.object({ seat: id.nullable(), sent: z.enum(["yes", "blocked"]).nullable().catch(null) });

export const reportForm = z.object({
  seat: id.optional(),
  reason: reason.default(""),
  text: text.default(""),
  block: z.literal("yes").optional().transform((said) => said === "yes"),
});

export const REPORT_CALLS: readonly Call[] = [
  {
    method: "post",
    path: "/api/v1/reports",
    summary:
      "Tell the operator about a room, by `code` or `roomId`, or about one seat in it; nobody inside learns of it",
    body: reportBody,
    status: 201,
    reply: reportReply,
    refusals: [404, 422],
  },
];
