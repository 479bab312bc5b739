import { changeRoom } from "../../../../../actions/change_room.ts";
import { readRoom } from "../../../../../actions/read_room.ts";
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import {
  changeRoomBody,
  toAudienceChoice,
  toRoomAnswer,
  toScheduleChange,
  toSettings,
} from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome, readBody } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await readRoom(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },

  /** Changes what is named, all of it or nothing. */
  async PATCH(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, changeRoomBody, locale);
    if (!read.ok) return read.response;
    const { activity, audience, settings, seatLimit } = read.body;
    const outcome = await changeRoom(deps, askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""), {
      activity,
      audience: audience && toAudienceChoice(audience),
      settings: settings && toSettings(settings),
      seatLimit,
      schedule: toScheduleChange(read.body),
    });
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }));
  },
});
