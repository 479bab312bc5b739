import { openLobby } from "../../../../../actions/open_lobby.ts";
import { define } from "../../../../../define.ts";
import { seatTokenOf } from "../../../../(_http)/seat_token.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** What stands on the door of a room whose link one holds. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await openLobby(deps, { viewer, seatToken: seatTokenOf(ctx.req) }, ctx.params.code ?? "");
    return answerOutcome(outcome, locale, ({ room, door, mayEnter }) => ({
      door: {
        host: room.hostName,
        activity: room.activity,
        state: door.state,
        locked: door.locked,
        inside: mayEnter ? door.inside : null,
        seatLimit: door.seatLimit,
      },
    }));
  },
});
