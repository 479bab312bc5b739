import { cancelRoom } from "../../../../../actions/end_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { toRoomAnswer } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** Ends the room for good, whatever was to come. Cancelling an ended room answers the same. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await cancelRoom(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
