import { listOpenRooms } from "../../../../actions/list_open_rooms.ts";
import { define } from "../../../../define.ts";
import { readRoomCursor, toOpenRoomAnswer, writeRoomCursor } from "../../../../protocol/admin.ts";
import { answerOutcome } from "../(_json)/answer.ts";

const A_PAGE = 50;

export const handler = define.handlers({
  /** Every open room, a page of it. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const after = readRoomCursor(ctx.url.searchParams.get("after"));
    return answerOutcome(await listOpenRooms(deps, viewer, { after, limit: A_PAGE }), locale, ({ rooms, next }) => ({
      rooms: rooms.map(toOpenRoomAnswer),
      next: next && writeRoomCursor(next),
    }));
  },
});
