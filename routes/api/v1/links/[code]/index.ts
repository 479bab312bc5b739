import { openLobby } from "../../../../../actions/open_lobby.ts";
import { define } from "../../../../../define.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

/** What stands on the door of a room whose link one holds. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const outcome = await openLobby(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "");
    return answerOutcome(outcome, locale, ({ room, door }) => ({
      door: {
        host: room.hostName,
        activity: room.activity,
        state: door.state,
        locked: door.locked,
        started: door.started,
        inside: door.inside,
        seatLimit: door.seatLimit,
        opensAt: door.opensAt === null ? null : new Date(door.opensAt).toISOString(),
      },
    }));
  },
});
