import { endRoom } from "../../../../../actions/end_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { toRoomAnswer } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** Ends what is going on, for everyone: a room that repeats opens again at its next time. Ending an ended room answers the same. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await endRoom(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
