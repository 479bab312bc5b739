/** Leaves at once, without grace, or knocks no more; the socket stays at the door. */
import { leaveRoom } from "../../actions/leave_room.ts";
import { withdrawKnock } from "../../actions/withdraw_knock.ts";
import { knockerOf } from "../../domain/knock.ts";
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import type { Arrival } from "../session.ts";

export async function handleLeave(context: Context, message: ClientMessageOf<"leave">): Answer {
  const { deps, session } = context;
  const { standing } = session;
  if (standing.at === "door") return await stopKnocking(context, standing.arrival, message);
  if (standing.at !== "inside") return refused("not_joined");
  const { arrival: { room }, place } = standing;
  session.stepOut();
  try {
    // Another connection of the same holder may take the seat up while this waits for its turn: then it is theirs.
    await room.queue.run(async () => {
      if (place.session === session) await leaveRoom(deps, room.id, place.seatId);
    });
  } catch (error) {
    session.standing = standing;
    throw error;
  }
  if (room.live.state === "open") session.prepared.warm();
  return granted({ type: "left", to: message.id });
}

async function stopKnocking({ deps }: Context, { room, visitor }: Arrival, { id }: ClientMessageOf<"leave">): Answer {
  const knocker = knockerOf(visitor);
  if (knocker === null || !await withdrawKnock(deps, room.id, knocker)) return refused("not_joined");
  return granted({ type: "left", to: id });
}
