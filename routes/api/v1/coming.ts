import { listComingRooms } from "../../../actions/list_coming_rooms.ts";
import { define } from "../../../define.ts";
import { answerOutcome } from "./(_json)/answer.ts";

export const handler = define.handlers({
  /** The rooms of others that are to open within a week. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    return answerOutcome(await listComingRooms(deps, viewer), locale, (rooms) => ({
      rooms: rooms.map(({ room, reminded }) => ({
        id: room.id,
        code: room.code,
        host: { id: room.hostId, name: room.hostName },
        activity: room.activity,
        opensAt: room.opensAt.toISOString(),
        endsAt: room.closesAt?.toISOString() ?? null,
        repeats: Boolean(room.schedule?.rule),
        reminded,
      })),
    }));
  },
});
