import { createRoom } from "../../../../actions/create_room.ts";
import { listOwnRooms } from "../../../../actions/list_own_rooms.ts";
import { define } from "../../../../define.ts";
import { roomId } from "../../../../domain/ids.ts";
import {
  createRoomBody,
  toAudienceChoice,
  toRoomAnswer,
  toScheduleWish,
  toSettings,
} from "../../../../protocol/api.ts";
import { tracesOf } from "../../../(_http)/asker.ts";
import { readPage } from "../../../(_http)/list_page.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** The caller's own rooms, newest first; `?after=` goes on behind the last one of the page before. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { after } = readPage(ctx.url, roomId);
    return answerOutcome(await listOwnRooms(deps, viewer, after), locale, ({ rooms, next }) => ({
      rooms: rooms.map(({ room, inside }) => ({ ...toRoomAnswer(room, deps.publicUrl), inside })),
      next,
    }));
  },

  /** Starts a room. */
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, createRoomBody, locale);
    if (!read.ok) return read.response;
    const schedule = toScheduleWish(read.body);
    const outcome = !schedule.ok ? schedule : await createRoom(deps, viewer, {
      activity: read.body.activity,
      audience: toAudienceChoice(read.body.audience),
      settings: toSettings(read.body.settings),
      ...(read.body.seatLimit === undefined ? {} : { seatLimit: read.body.seatLimit }),
      ...(schedule.value === null ? {} : { schedule: schedule.value }),
    }, tracesOf(ctx.req, ctx.state));
    return answerOutcome(outcome, locale, (room) => ({ room: toRoomAnswer(room, deps.publicUrl) }), 201);
  },
});
