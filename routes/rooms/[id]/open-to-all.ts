/** "Open to all now", from the host's page of a room. Again is the same as once. */
import { HttpError } from "fresh";
import { openToAll } from "../../../actions/open_to_all.ts";
import { define } from "../../../define.ts";
import { roomId } from "../../../domain/ids.ts";
import { statusOf } from "../../../protocol/api.ts";
import { seeOther } from "../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const outcome = await openToAll(deps, viewer, roomId(ctx.params.id ?? ""));
    if (outcome.ok) return seeOther(`/rooms/${outcome.value.id}`);
    throw new HttpError(statusOf(outcome.refusal));
  },
});
