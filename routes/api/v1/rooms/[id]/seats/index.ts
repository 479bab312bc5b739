import { listSeats } from "../../../../../../actions/list_seats.ts";
import { define } from "../../../../../../define.ts";
import { roomId } from "../../../../../../domain/ids.ts";
import { toSeatAnswer } from "../../../../../../protocol/api.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await listSeats(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (seats) => ({ seats: seats.map((seat) => toSeatAnswer(seat)) }));
  },
});
