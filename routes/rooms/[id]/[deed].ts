/** What a form on a room's pages does to the room; leads back to where it stood. */
import { HttpError } from "fresh";
import { changeRoom } from "../../../actions/change_room.ts";
import { endRoom } from "../../../actions/end_room.ts";
import { lockRoom } from "../../../actions/lock_room.ts";
import { openToAll } from "../../../actions/open_to_all.ts";
import { replaceLink } from "../../../actions/replace_link.ts";
import { unlockRoom } from "../../../actions/unlock_room.ts";
import type { Deps } from "../../../actions/deps.ts";
import type { Asker } from "../../../actions/guest_seat.ts";
import { define } from "../../../define.ts";
import { type RoomId, roomId } from "../../../domain/ids.ts";
import { type Outcome, refused } from "../../../domain/refusal.ts";
import { createRoomForm } from "../../../protocol/forms.ts";
import { readSettingsForm } from "../../../protocol/hosting.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { answerDeed, backTo } from "../(_deeds)/answer_deed.ts";

type Fields = Readonly<Record<string, string>>;
type Deed = (deps: Deps, asker: Asker, room: RoomId, fields: Fields) => Promise<Outcome<unknown>>;

const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ["lock", lockRoom],
  ["unlock", unlockRoom],
  ["link", replaceLink],
  ["end", endRoom],
  ["open-to-all", openToAll],
  ["settings", settle],
  ["rename", rename],
]);

function settle(deps: Deps, asker: Asker, room: RoomId, fields: Fields): ReturnType<Deed> {
  const change = readSettingsForm(fields);
  return change === null ? Promise.resolve(refused("bad_settings")) : changeRoom(deps, asker, room, change);
}

function rename(deps: Deps, asker: Asker, room: RoomId, fields: Fields): ReturnType<Deed> {
  const form = createRoomForm.safeParse(fields);
  return form.success
    ? changeRoom(deps, asker, room, { activity: form.data })
    : Promise.resolve(refused("bad_activity"));
}

export const handler = define.handlers({
  async POST(ctx) {
    const deed = DEEDS.get(ctx.params.deed ?? "");
    if (deed === undefined) throw new HttpError(404);
    const fields = await readForm(ctx.req);
    const room = roomId(ctx.params.id ?? "");
    const outcome = await deed(ctx.state.deps, askerOf(ctx.req, ctx.state), room, fields);
    return answerDeed(outcome, backTo(room, fields));
  },
});
