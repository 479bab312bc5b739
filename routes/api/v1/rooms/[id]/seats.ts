import { listSeats } from "../../../../../actions/list_seats.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { answerOutcome } from "../../(_json)/answer.ts";
import { toSeatAnswer } from "../../../../../protocol/api.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await listSeats(deps, viewer, roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (seats) => ({ seats: seats.map((seat) => toSeatAnswer(seat)) }));
  },
});
