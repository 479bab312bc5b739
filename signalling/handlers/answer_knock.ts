/** Answers somebody who knocks, from inside. */
import { answerKnock } from "../../actions/answer_knock.ts";
import { knockId } from "../../domain/ids.ts";
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { askerOf } from "../session.ts";

/** Refuses as the deed does. Works behind the open door, too, where one has no line. */
export async function handleAnswerKnock(
  { deps, session }: Context,
  { id, knockId: raw, answer }: ClientMessageOf<"answer_knock">,
): Answer {
  const { standing } = session;
  if (standing.at !== "inside") return refused("not_joined");
  const outcome = await answerKnock(deps, askerOf(session.facts), standing.arrival.room.id, knockId(raw), answer);
  return outcome.ok ? granted({ type: "done", to: id }) : outcome;
}
