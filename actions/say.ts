/** Says something to everybody inside. It is written down nowhere: who comes later does not see it. */
import { nextLineAt } from "../domain/chat.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { LiveRoom } from "../domain/room.ts";
import { decideSaying } from "../domain/saying.ts";
import type { Deps } from "./deps.ts";

export interface Saying {
  readonly roomId: RoomId;
  /** The room as it is now. */
  readonly live: LiveRoom;
  /** Who says it. */
  readonly seatId: SeatId;
  readonly text: string;
}

/** Refuses with `not_joined` and as `decideSaying` does. */
export function say(
  { publisher, now }: Pick<Deps, "publisher" | "now">,
  { roomId, live, seatId, text: raw }: Saying,
): Outcome<null> {
  const seat = live.seats.find(({ id, presence }) => id === seatId && presence === "inside");
  if (seat === undefined) return refused("not_joined");
  const decision = decideSaying(seat, live.settings, raw);
  if (!decision.ok) return decision;
  const at = nextLineAt(live.lines, now().getTime());
  publisher.publish(roomId, { type: "said", line: { seatId, name: seat.name, text: decision.value, at } });
  return granted(null);
}
