/** Asks to come in, from the door. */
import { knock } from "../../actions/knock.ts";
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";

/** Refuses as the deed does, and with `already_joined`. What has become of it is told by a `knock` of the server's. */
export async function handleKnock({ deps, session }: Context, message: ClientMessageOf<"knock">): Answer {
  const { standing } = session;
  if (standing.at === "street") return refused("not_joined");
  if (standing.at === "inside") return refused("already_joined");
  const { room, code, visitor } = standing.arrival;
  const { nickname, line } = message;
  const outcome = await knock(deps, { roomId: room.id, code, visitor, nickname, line });
  if (!outcome.ok) return outcome;
  session.showKnock(outcome.value);
  return granted({ type: "done", to: message.id });
}
