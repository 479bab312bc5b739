/**
 * A tray as its owner sees it live, and the events that keep it so. The server folds what it sends by the same function as
 * the browser folds what it gets, so both have the same tray after the same event.
 */
import type { RoomId } from "./ids.ts";
import { byCloseness, type TrayRoom } from "./tray.ts";

export interface TrayView {
  /** In the order of `byCloseness`. */
  readonly rooms: readonly TrayRoom[];
  /** Notices not read. */
  readonly unread: number;
}

export type TrayEvent =
  | { readonly type: "tray"; readonly view: TrayView }
  /** New, or no longer as it was. */
  | { readonly type: "room"; readonly room: TrayRoom }
  | { readonly type: "gone"; readonly id: RoomId }
  | { readonly type: "notices"; readonly unread: number };

/** Every event can come twice. */
export function foldTray(view: TrayView, event: TrayEvent): TrayView {
  switch (event.type) {
    case "tray":
      return event.view;
    case "room": {
      const others = view.rooms.filter(({ id }) => id !== event.room.id);
      return { ...view, rooms: [...others, event.room].sort(byCloseness) };
    }
    case "gone":
      return { ...view, rooms: view.rooms.filter(({ id }) => id !== event.id) };
    case "notices":
      return { ...view, unread: event.unread };
  }
}

/** What leads from one tray to the other; nothing for equal ones. What is gone goes first. */
export function trayChanges(before: TrayView, after: TrayView): readonly TrayEvent[] {
  const known = new Map(before.rooms.map((room) => [room.id, room]));
  const staying = new Set(after.rooms.map(({ id }) => id));
  const gone = before.rooms.filter(({ id }) => !staying.has(id));
  const changed = after.rooms.filter((room) => !sameRoom(known.get(room.id), room));
  return [
    ...gone.map(({ id }): TrayEvent => ({ type: "gone", id })),
    ...changed.map((room): TrayEvent => ({ type: "room", room })),
    ...(before.unread === after.unread ? [] : [{ type: "notices", unread: after.unread } as const]),
  ];
}

/** All of it is data in the order in which one function makes it. */
function sameRoom(a: TrayRoom | undefined, b: TrayRoom): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
