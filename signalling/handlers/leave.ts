/** Leaves at once, without grace; the socket stays at the door. */
import { leaveRoom } from "../../actions/leave_room.ts";
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";

export async function handleLeave({ deps, session }: Context, message: ClientMessageOf<"leave">): Answer {
  const { standing } = session;
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
