import { openToAll } from "../../../../../actions/open_to_all.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { answerOutcome } from "../../(_json)/answer.ts";
import { toRoomAnswer } from "../../../../../protocol/api.ts";

/** Shows a room for friends to all of them, without waiting for the rings. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await openToAll(deps, viewer, roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
