import { setCoHost } from "../../../../../../../actions/set_co_host.ts";
import { define, type State } from "../../../../../../../define.ts";
import { roomId, seatId } from "../../../../../../../domain/ids.ts";
import { toSeatAnswer } from "../../../../../../../protocol/api.ts";
import { askerOf } from "../../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../../(_json)/answer.ts";

export const handler = define.handlers({
  PUT: ({ req, state, params }) => answerCoHost(req, state, params, true),
  DELETE: ({ req, state, params }) => answerCoHost(req, state, params, false),
});

async function answerCoHost(
  req: Request,
  state: State,
  { id = "", seatId: seat = "" }: Readonly<Record<string, string>>,
  coHost: boolean,
): Promise<Response> {
  const outcome = await setCoHost(state.deps, askerOf(req, state), roomId(id), seatId(seat), coHost);
  return answerOutcome(outcome, state.locale, (summary) => ({ seat: toSeatAnswer(summary) }));
}
