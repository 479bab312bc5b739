/** After a change of network: the offer with fresh credentials comes as a message of its own. */
import { granted } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { seatedOn } from "./seated.ts";

export async function handleRestartReceiving(
  { session }: Context,
  message: ClientMessageOf<"restart_receiving">,
): Answer {
  const seated = seatedOn(session);
  if (!seated.ok) return seated;
  await seated.value.line.restartReceiving();
  return granted({ type: "done", to: message.id });
}
