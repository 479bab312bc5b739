/** Leaves one of the times out at which a room would open; leads back to its page. */
import { leaveOutTime } from "../../../actions/schedule_room.ts";
import { define } from "../../../define.ts";
import { roomId } from "../../../domain/ids.ts";
import { type Outcome, refused } from "../../../domain/refusal.ts";
import type { Room } from "../../../domain/room.ts";
import { leaveOutBody } from "../../../protocol/api.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { answerDeed, backTo } from "../(_deeds)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const fields = await readForm(ctx.req);
    const id = roomId(ctx.params.id ?? "");
    const read = leaveOutBody.safeParse({ opensAt: fields.opens_at });
    const at = read.success && read.data.opensAt !== undefined ? new Date(read.data.opensAt) : null;
    const outcome: Outcome<Room> = at === null
      ? refused("bad_input")
      : await leaveOutTime(ctx.state.deps, askerOf(ctx.req, ctx.state), id, at);
    return answerDeed(outcome, backTo(id, fields));
  },
});
