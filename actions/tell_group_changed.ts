/** Tells who finds what after a group, or who is in it, has changed. After the commit. */
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { Audience } from "../domain/room.ts";
import type { Deps } from "./deps.ts";

export type Tellers = Pick<Deps, "doors" | "now" | "publisher" | "tidings">;

/** These people came into a group, or are out of it; `hidden` are the rooms that are for nobody now. */
export function tellMembership(deps: Tellers, people: readonly PersonId[], hidden: readonly RoomId[]): void {
  tellRooms(deps, hidden, { kind: "people" }, null);
  deps.tidings.tiesChanged(people);
}

/** What those inside, and those who look at the door, read of the rooms' audience is this now. */
export function tellRooms(
  { doors, now, publisher, tidings }: Tellers,
  rooms: readonly RoomId[],
  audience: Audience,
  groupName: string | null,
): void {
  for (const roomId of rooms) {
    doors.forget(roomId);
    publisher.publish(roomId, { type: "audience_changed", audience, groupName, at: now().getTime() });
    tidings.roomChanged(roomId);
  }
}
