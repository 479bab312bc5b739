/** "End room for everyone", from a page of the host's. Ending twice is the same as once. */
import { HttpError } from "fresh";
import { endRoom } from "../../../actions/end_room.ts";
import { define } from "../../../define.ts";
import { roomId } from "../../../domain/ids.ts";
import { statusOf } from "../../../protocol/api.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const outcome = await endRoom(deps, viewer, roomId(ctx.params.id ?? ""));
    if (outcome.ok) return seeOther("/");
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath("/"));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
