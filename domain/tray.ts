/** What a person's tray shows of one room: the rooms that they may drop into now. */
import type { PersonId, RoomCode, RoomId } from "./ids.ts";
import type { Activity, Audience } from "./room.ts";

/** Why a room stands in somebody's tray; the closest reason that is true. */
export type Because =
  | { readonly kind: "chosen" }
  /** The two were together in that many rooms in the month before it opened. */
  | { readonly kind: "together"; readonly rooms: number }
  | { readonly kind: "friends" }
  | { readonly kind: "group"; readonly name: string };

export interface TrayRoom {
  readonly id: RoomId;
  readonly code: RoomCode;
  readonly activity: Activity;
  readonly host: { readonly id: PersonId; readonly name: string };
  readonly audience: Audience["kind"];
  /** By arrival. */
  readonly inside: readonly { readonly name: string; readonly kind: "person" | "guest" }[];
  /** Milliseconds since the epoch: when it opened. */
  readonly since: number;
  /** Somebody spoke a moment ago. */
  readonly talking: boolean;
  readonly because: Because;
}
