import { define } from "../../../../define.ts";
import { toTrayRoomAnswer } from "../../../../protocol/tray.ts";
import { answer, refuse } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** The rooms that the caller may drop into now. */
  async GET(ctx) {
    const { deps, trays, viewer, locale } = ctx.state;
    if (viewer.kind === "guest") return refuse("not_signed_in", locale);
    const { view } = await trays.read(viewer);
    return answer({ rooms: view.rooms.map((room) => toTrayRoomAnswer(room, deps.publicUrl)) });
  },
});
