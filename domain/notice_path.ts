/** Where a notice leads; null while there is nothing that its reader may open. */
import type { NoticeKind } from "./notice.ts";
import type { Room } from "./room.ts";

export function noticePath({ kind, room, group }: {
  readonly kind: NoticeKind;
  readonly room: Pick<Room, "id" | "code" | "state"> | null;
  readonly group: { readonly id: string } | null;
}): string | null {
  switch (kind) {
    case "friend_request":
    case "friend_accepted":
      return "/friends";
    case "came_in":
    case "chosen":
    case "door_open":
    case "invited":
    case "opens_soon":
    case "opened":
    case "moved":
    case "cancelled":
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
