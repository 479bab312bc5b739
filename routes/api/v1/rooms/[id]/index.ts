import { readRoom } from "../../../../../actions/read_room.ts";
import { setAudience } from "../../../../../actions/set_audience.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { answerOutcome, readBody } from "../../(_json)/answer.ts";
import { changeRoomBody, toAudienceChoice, toRoomAnswer } from "../../../../../protocol/api.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await readRoom(deps, viewer, roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },

  /** Changes whom the room is for. */
  async PATCH(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, changeRoomBody, locale);
    if (!read.ok) return read.response;
    const choice = toAudienceChoice(read.body.audience);
    const outcome = await setAudience(deps, viewer, roomId(ctx.params.id ?? ""), choice);
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
