/** What a form of one button does to a room; leads back to where it stood. Forms with fields are sent to the room's page. */
import { HttpError } from "fresh";
import { cancelRoom, endRoom } from "../../../actions/end_room.ts";
import { lockRoom } from "../../../actions/lock_room.ts";
import { openRoom } from "../../../actions/open_room.ts";
import { openToAll } from "../../../actions/open_to_all.ts";
import { replaceLink } from "../../../actions/replace_link.ts";
import { unlockRoom } from "../../../actions/unlock_room.ts";
import type { Deps } from "../../../actions/deps.ts";
import type { Asker } from "../../../actions/guest_seat.ts";
import { define } from "../../../define.ts";
import { type RoomId, roomId } from "../../../domain/ids.ts";
import type { Outcome } from "../../../domain/refusal.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { answerDeed, backTo } from "../(_deeds)/answer_deed.ts";

type Deed = (deps: Deps, asker: Asker, room: RoomId) => Promise<Outcome<unknown>>;

const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ["lock", lockRoom],
  ["unlock", unlockRoom],
  ["link", replaceLink],
  ["open", openRoom],
  ["end", endRoom],
  ["cancel", cancelRoom],
  ["open-to-all", openToAll],
]);

export const handler = define.handlers({
  async POST(ctx) {
    const deed = DEEDS.get(ctx.params.deed ?? "");
    if (deed === undefined) throw new HttpError(404);
    const fields = await readForm(ctx.req);
    const room = roomId(ctx.params.id ?? "");
    const outcome = await deed(ctx.state.deps, askerOf(ctx.req, ctx.state), room);
    return answerDeed(outcome, backTo(room, fields));
  },
});
