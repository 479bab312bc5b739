import { readRoom } from "../../../../../actions/read_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { answerOutcome } from "../../(_json)/answer.ts";
import { toRoomAnswer } from "../../../../../protocol/api.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await readRoom(deps, viewer, roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
