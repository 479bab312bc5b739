import { muteSeat } from "../../../../../../../actions/mute_seat.ts";
import { define } from "../../../../../../../define.ts";
import { roomId, seatId } from "../../../../../../../domain/ids.ts";
import { toSeatAnswer } from "../../../../../../../protocol/api.ts";
import { askerOf } from "../../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../../(_json)/answer.ts";

/** Closes somebody's microphone. The same again for who is muted already. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const { id = "", seatId: seat = "" } = ctx.params;
    const outcome = await muteSeat(deps, askerOf(ctx.req, ctx.state), roomId(id), seatId(seat));
    return answerOutcome(outcome, locale, (summary) => ({ seat: toSeatAnswer(summary) }));
  },
});
