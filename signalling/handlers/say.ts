/** A line of the chat. It goes over this socket alone, so it works while the media server is away. */
import { say } from "../../actions/say.ts";
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";

export function handleSay({ deps, session }: Context, { id, text }: ClientMessageOf<"say">): Answer {
  const { standing } = session;
  if (standing.at !== "inside") return Promise.resolve(refused("not_joined"));
  const { arrival: { room }, place: { seatId } } = standing;
  const outcome = say(deps, { roomId: room.id, live: room.live, seatId, text });
  return Promise.resolve(outcome.ok ? granted({ type: "done", to: id }) : outcome);
}
