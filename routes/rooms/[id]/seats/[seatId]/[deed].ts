/** What a form on a room's pages does about somebody inside; leads back to where it stood. */
import { HttpError } from "fresh";
import { askUnmute } from "../../../../../actions/ask_unmute.ts";
import { muteSeat } from "../../../../../actions/mute_seat.ts";
import { removeSeat } from "../../../../../actions/remove_seat.ts";
import { setCoHost } from "../../../../../actions/set_co_host.ts";
import { stopScreen } from "../../../../../actions/stop_screen.ts";
import type { Deps } from "../../../../../actions/deps.ts";
import type { Asker } from "../../../../../actions/guest_seat.ts";
import { define } from "../../../../../define.ts";
import { type RoomId, roomId, type SeatId, seatId } from "../../../../../domain/ids.ts";
import type { Outcome } from "../../../../../domain/refusal.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { readForm } from "../../../../(_http)/form.ts";
import { answerDeed, backTo } from "../../../(_deeds)/answer_deed.ts";

type Deed = (deps: Deps, asker: Asker, room: RoomId, seat: SeatId) => Promise<Outcome<unknown>>;

const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ["mute", muteSeat],
  ["ask-unmute", askUnmute],
  ["stop-screen", stopScreen],
  ["name-co-host", (deps, asker, room, seat) => setCoHost(deps, asker, room, seat, true)],
  ["unname-co-host", (deps, asker, room, seat) => setCoHost(deps, asker, room, seat, false)],
]);

export const handler = define.handlers({
  async POST(ctx) {
    const { id = "", seatId: seatParam = "", deed: name = "" } = ctx.params;
    const [room, seat] = [roomId(id), seatId(seatParam)];
    const asker = askerOf(ctx.req, ctx.state);
    const back = backTo(room, await readForm(ctx.req));
    if (name === "remove") {
      // The page offers a new link to whoever has just put somebody out.
      return answerDeed(
        await removeSeat(ctx.state.deps, asker, room, seat),
        back,
        ({ removal }) => ["removed", removal.id],
      );
    }
    const deed = DEEDS.get(name);
    if (deed === undefined) throw new HttpError(404);
    return answerDeed(await deed(ctx.state.deps, asker, room, seat), back);
  },
});
