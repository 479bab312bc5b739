import { endRoom } from "../../../../../actions/end_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { answerOutcome } from "../../(_json)/answer.ts";
import { toRoomAnswer } from "../../../../../protocol/api.ts";

/** Ends the room for everyone. Ending an ended room answers the same. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await endRoom(deps, viewer, roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
