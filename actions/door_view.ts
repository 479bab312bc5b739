/** What somebody outside may know of a room whose link they hold. The wire's `DoorView` has this shape. */
import type { DoorView, LiveRoom, Room } from "../domain/room.ts";
import type { Gateway } from "./deps.ts";

export type { DoorView };

export function doorView(
  { state, locked, seatLimit }: Pick<Room | LiveRoom, "state" | "locked" | "seatLimit">,
  inside: number,
  gateway: Pick<Gateway, "health">,
): DoorView {
  return { state, locked, inside, seatLimit, media: gateway.health().state === "up" ? "up" : "down" };
}
