/** What somebody outside may know of a room whose link they hold. The wire's `DoorView` has this shape. */
import type { LiveRoom, Room } from "../domain/room.ts";
import type { Gateway } from "./deps.ts";

export interface DoorView {
  readonly state: Room["state"];
  readonly locked: boolean;
  readonly inside: number;
  readonly seatLimit: number;
  readonly media: "up" | "down";
}

export function doorView(
  { state, locked, seatLimit }: Pick<Room | LiveRoom, "state" | "locked" | "seatLimit">,
  inside: number,
  gateway: Pick<Gateway, "health">,
): DoorView {
  return { state, locked, inside, seatLimit, media: gateway.health().state === "up" ? "up" : "down" };
}
