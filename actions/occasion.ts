/** What notices say of an opening of a room, and under which subject those that wait are found again. */
import type { StoredSchedule } from "../db/schedules.ts";
import type { InvitationId, RoomId } from "../domain/ids.ts";
import { invitationPath } from "../domain/invitation.ts";
import type { NoticeFacts, Occasion } from "../domain/letter.ts";
import type { Room } from "../domain/room.ts";
import { NO_FACTS } from "../notices/notices.ts";

/** All that is told of a room's openings. */
export function openingSubject(roomId: RoomId): string {
  return `room:${roomId}`;
}

/** That an address is asked whether it wants to be told. */
export function questionSubject(roomId: RoomId): string {
  return `reminder_question:${roomId}`;
}

/** That somebody is invited. */
export function invitationSubject(id: InvitationId): string {
  return `invitation:${id}`;
}

/** `code`: of the reader's own invitation. One opening is one entry of a calendar, however often it is moved. */
export function openingFacts(
  room: Room,
  schedule: StoredSchedule | null,
  code: string | null,
): NoticeFacts & { readonly occasion: Occasion } {
  const isComing = room.state !== "open";
  return {
    ...NO_FACTS,
    aboutId: room.hostId,
    roomId: room.id,
    occasion: {
      title: room.activity.title,
      opensAt: isComing ? room.opensAt.toISOString() : null,
      endsAt: isComing ? room.closesAt?.toISOString() ?? null : null,
      zone: schedule?.zone ?? "UTC",
      path: code === null ? null : invitationPath(code),
      calendar: schedule === null || !isComing ? null : { uid: uidOf(room, schedule), sequence: schedule.sequence },
    },
  };
}

/** A room that opens once keeps its entry when it is moved; one that repeats has an entry for each time. */
function uidOf({ id, opensAt }: Room, { rule }: StoredSchedule): string {
  return rule === null ? `room-${id}` : `room-${id}-${opensAt.getTime()}`;
}
