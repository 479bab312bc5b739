import { removeSeat } from "../../../../../../../actions/remove_seat.ts";
import { define } from "../../../../../../../define.ts";
import { roomId, seatId } from "../../../../../../../domain/ids.ts";
import { toRoomAnswer } from "../../../../../../../protocol/api.ts";
import { toRemovalAnswer } from "../../../../../../../protocol/hosting.ts";
import { askerOf } from "../../../../../../(_http)/asker.ts";
import { answerOutcome } from "../../../../(_json)/answer.ts";

/** Puts somebody out and keeps them out. The same again for who is out already. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const { id = "", seatId: seat = "" } = ctx.params;
    const outcome = await removeSeat(deps, askerOf(ctx.req, ctx.state), roomId(id), seatId(seat));
    return answerOutcome(outcome, locale, ({ room, removal }) => ({
      room: toRoomAnswer(room, deps.publicUrl),
      removal: toRemovalAnswer(removal),
    }));
  },
});
