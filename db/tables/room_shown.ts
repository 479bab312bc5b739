/** Whom a room is shown to: the chosen ones, or the host's friends with the ring that each is in. Not used for groups. */
import type { Ring } from "../../domain/room.ts";

export interface RoomShownTable {
  room_id: string;
  person_id: string;
  ring: Ring;
  /** The host left this one out. */
  struck: boolean;
  /** In how many rooms the two were together in the month before; the reason that the viewer is told. */
  rooms_together: number;
}
