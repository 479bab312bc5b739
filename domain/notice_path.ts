/** Where a notice leads; null while there is nothing that its reader may open. */
import { eventPath } from "./event.ts";
import type { EventId } from "./ids.ts";
import type { NoticeKind } from "./notice.ts";
import type { Room } from "./room.ts";

export function noticePath({ kind, room, eventId, group }: {
  readonly kind: NoticeKind;
  readonly room: Pick<Room, "id" | "code" | "state" | "audience"> | null;
  /** Whose room it is; null: no event's, or not for them. */
  readonly eventId: EventId | null;
  readonly group: { readonly id: string } | null;
}): string | null {
  switch (kind) {
    case "friend_request":
    case "friend_accepted":
      return "/friends";
    case "invited":
    case "moved":
    case "cancelled":
      // The page of an event stays when its room is gone.
      if (room !== null && eventId !== null) {
        return eventPath(eventId, room.audience.kind === "link" ? room.code : null);
      }
      return room === null || room.state === "ended" ? null : `/r/${room.code}`;
    case "came_in":
    case "chosen":
    case "door_open":
    case "opens_soon":
    case "opened":
      return room === null || room.state === "ended" ? null : `/r/${room.code}`;
    case "knock":
      return room === null || room.state === "ended" ? null : `/rooms/${room.id}`;
    case "reported":
      return "/admin";
    case "group_request":
    case "group_accepted":
      return group === null ? null : `/groups/${group.id}`;
  }
}
