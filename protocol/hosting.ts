/**
 * What those who look after a room do with it, in the JSON API and by the pages' forms. Shapes and bounds only: what a change may
 * hold is told by the domain.
 */
import { z } from "zod";
import type { RemovalId, SeatId } from "../domain/ids.ts";
import type { RoomSettings } from "../domain/room_settings.ts";
import { changeRoomBody, leaveOutBody, roomAnswer, roomReply, seatAnswer, seatsReply, showingReply } from "./api.ts";
import type { Call } from "./openapi.ts";

const removalAnswer = z.strictObject({
  id: z.string(),
  seatId: z.string(),
  name: z.string(),
  kind: z.enum(["person", "guest"]),
  removedAt: z.iso.datetime(),
});

export const removalsReply = z.strictObject({ removals: z.array(removalAnswer) });
/** The room as it is then: who was put out still knows its link. */
export const removeReply = z.strictObject({ room: roomAnswer, removal: removalAnswer });
export const seatReply = z.strictObject({ seat: seatAnswer });

export function toRemovalAnswer(
  { id, seatId, personId, name, removedAt }: {
    readonly id: RemovalId;
    readonly seatId: SeatId;
    readonly personId: string | null;
    readonly name: string;
    readonly removedAt: Date;
  },
): z.infer<typeof removalAnswer> {
  return { id, seatId, name, kind: personId === null ? "guest" : "person", removedAt: removedAt.toISOString() };
}

/** A box that is not ticked is not sent. */
const ticked = z.literal("yes").optional().transform((said) => said === "yes");

/** All settings at once, as a page shows them; `seats` is the seat limit. */
const settingsForm = z.object({
  hostStarts: ticked,
  whenHostLeaves: z.enum(["lock", "end", "go_on"]),
  guestsAllowed: ticked,
  chatAllowed: ticked,
  selfUnmute: ticked,
  lockAfterRemoval: ticked,
  seats: z.string().max(4).regex(/^\d+$/).transform(Number),
});

/** Null for what no page of ours sends. */
export function readSettingsForm(
  fields: Readonly<Record<string, string>>,
): { readonly settings: RoomSettings; readonly seatLimit: number } | null {
  const read = settingsForm.safeParse(fields);
  if (!read.success) return null;
  const { seats, ...settings } = read.data;
  return { settings, seatLimit: seats };
}

const ROOM = "/api/v1/rooms/{id}";
const SEAT = `${ROOM}/seats/{seatId}`;

function deed(path: string, summary: string, refusals: readonly number[]): Call {
  return { method: "post", path: `${ROOM}/${path}`, summary, status: 200, reply: roomReply, refusals };
}

export const HOSTING_CALLS: readonly Call[] = [
  {
    method: "get",
    path: ROOM,
    summary: "A room that one looks after",
    status: 200,
    reply: roomReply,
    refusals: [403, 404],
  },
  {
    method: "patch",
    path: ROOM,
    summary:
      "Change a room's activity, audience, settings, number of seats or, before it opens, when it does; all at once or nothing",
    body: changeRoomBody,
    status: 200,
    reply: roomReply,
    refusals: [403, 404, 409, 410, 422],
  },
  {
    method: "get",
    path: `${ROOM}/showing`,
    summary: "How far one's room for friends is shown now, and will be",
    status: 200,
    reply: showingReply,
    refusals: [404],
  },
  deed("open-to-all", "Show a room for friends to all of them now; again is the same", [403, 404, 410, 422]),
  deed("lock", "Lock a room: nobody new comes in; a locked one stays locked", [403, 404, 410]),
  deed("unlock", "Unlock a room; who was put out stays out", [403, 404, 410]),
  deed("link", "Give a room a new link; the old one leads nowhere from then on", [403, 404, 410]),
  deed("open", "Open a room before its time; an open one stays open", [403, 404, 410]),
  {
    method: "post",
    path: `${ROOM}/leave-out`,
    summary: "Leave out one of the times at which a room would open, the next one unless it says which",
    body: leaveOutBody,
    status: 200,
    reply: roomReply,
    refusals: [403, 404, 409, 410, 422],
  },
  deed(
    "end",
    "End what is going on, for everyone; a room that repeats opens again at its next time, any other stays ended",
    [403, 404],
  ),
  deed("cancel", "End a room for good, whatever was to come; an ended one stays ended", [403, 404]),
  {
    method: "get",
    path: `${ROOM}/seats`,
    summary: "Who is inside",
    status: 200,
    reply: seatsReply,
    refusals: [404],
  },
  {
    method: "post",
    path: `${SEAT}/remove`,
    summary: "Put somebody out and keep them out; the room is then locked unless it is set otherwise",
    status: 200,
    reply: removeReply,
    refusals: [403, 404, 410, 422],
  },
  {
    method: "post",
    path: `${SEAT}/mute`,
    summary: "Close somebody's microphone, at the media server, too; who is muted stays so",
    status: 200,
    reply: seatReply,
    refusals: [403, 404, 409, 410, 422],
  },
  {
    method: "post",
    path: `${SEAT}/ask-unmute`,
    summary: "Ask somebody to turn their microphone on; they may from then on",
    status: 200,
    reply: seatReply,
    refusals: [403, 404, 410, 422],
  },
  {
    method: "post",
    path: `${SEAT}/stop-screen`,
    summary: "End somebody's sharing of their screen; they may share again",
    status: 200,
    reply: seatReply,
    refusals: [403, 404, 409, 410, 422],
  },
  {
    method: "put",
    path: `${SEAT}/co-host`,
    summary: "Give somebody inside the host's rights in this room; its host",
    status: 200,
    reply: seatReply,
    refusals: [403, 404, 410, 422],
  },
  {
    method: "delete",
    path: `${SEAT}/co-host`,
    summary: "Take them back; its host",
    status: 200,
    reply: seatReply,
    refusals: [403, 404, 410, 422],
  },
  {
    method: "get",
    path: `${ROOM}/removals`,
    summary: "Who is kept out of a room, the latest first",
    status: 200,
    reply: removalsReply,
    refusals: [403, 404],
  },
  {
    method: "post",
    path: `${ROOM}/removals/{removalId}/readmit`,
    summary: "Let somebody back in; a locked room stays locked",
    status: 204,
    refusals: [403, 404, 410],
  },
];
