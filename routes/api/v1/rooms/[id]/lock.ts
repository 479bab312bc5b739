import { lockRoom } from "../../../../../actions/lock_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { toRoomAnswer } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** Locks the room: nobody new comes in. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await lockRoom(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
