/** What a program that unfolds a link may show of the room or event behind it: what anybody without an account is told who has the link. */
import { findEvent } from "../db/events.ts";
import { findInvitation } from "../db/invitations.ts";
import { findRoomByCode, findRoomById } from "../db/rooms.ts";
import { type Event, type EventState, eventState, sightOfEvent } from "../domain/event.ts";
import { roomCode } from "../domain/ids.ts";
import { isGood } from "../domain/invitation.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { STRANGER } from "../domain/standing.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { EventPlace } from "./seen_event.ts";

export type RoomPreview = Pick<Room, "activity" | "state" | "opensAt" | "schedule">;

/** By the room's own link. Refuses with `not_found`. */
export function openRoomPreview({ db }: Pick<Deps, "db">, code: string): Promise<Outcome<RoomPreview>> {
  return evenly(async () => toPreview(await findRoomByCode(db, roomCode(code))));
}

/** By the link of an invitation that is made out to nobody in particular and still good. Refuses with `not_found`. */
export function openInvitationPreview(
  { db, now }: Pick<Deps, "db" | "now">,
  code: string,
): Promise<Outcome<RoomPreview>> {
  return evenly(async () => {
    const invitation = await findInvitation(db, code);
    if (invitation === null || invitation.person !== null || !isGood(invitation, now())) return refused("not_found");
    return toPreview(await findRoomById(db, invitation.roomId));
  });
}

export interface EventPreview extends Pick<Event, "startsAt" | "schedule"> {
  readonly activity: Room["activity"];
  readonly state: EventState;
}

/** By the link of an event that is for whoever has it. Refuses with `not_found`, whoever asks, what is not. */
export function openEventPreview(
  { db, now }: Pick<Deps, "db" | "now">,
  place: EventPlace,
): Promise<Outcome<EventPreview>> {
  return evenly(async (): Promise<Outcome<EventPreview>> => {
    const found = await findEvent(db, place.id, null);
    if (found === null) return refused("not_found");
    const { event } = found;
    const at = now();
    const facts = {
      room: event.room,
      viewer: { kind: "guest" },
      answered: false,
      standing: STRANGER,
      now: at,
    } as const;
    const code = place.link === null ? null : roomCode(place.link);
    if (sightOfEvent({ ...facts, code }) === null) return refused("not_found");
    const { room: { activity }, startsAt, schedule } = event;
    return granted({ activity, startsAt, schedule, state: eventState(event, at) });
  });
}

function toPreview(room: Room | null): Outcome<RoomPreview> {
  if (room === null) return refused("not_found");
  const { activity, state, opensAt, schedule } = room;
  return granted({ activity, state, opensAt, schedule });
}
