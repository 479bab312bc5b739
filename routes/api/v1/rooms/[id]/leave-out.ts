import { leaveOutTime } from "../../../../../actions/schedule_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { leaveOutBody, toRoomAnswer } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome, readBody } from "../../(_json)/answer.ts";

/** Leaves one of the times out at which the room would open. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, leaveOutBody, locale);
    if (!read.ok) return read.response;
    const { opensAt } = read.body;
    const asker = askerOf(ctx.req, ctx.state);
    const at = opensAt === undefined ? null : new Date(opensAt);
    const outcome = await leaveOutTime(deps, asker, roomId(ctx.params.id ?? ""), at);
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
