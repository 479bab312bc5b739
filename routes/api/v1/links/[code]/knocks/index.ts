import { knockByLink } from "../../../../../../actions/knock.ts";
import { define } from "../../../../../../define.ts";
import { seatCookie } from "../../../../../../protocol/cookies.ts";
import { knockBody } from "../../../../../../protocol/knocks.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answer, readBody, refuseOutcome } from "../../../(_json)/answer.ts";

/** Knocks. A guest is known again by the seat cookie, which is the one that they come in with later. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, knockBody, locale);
    if (!read.ok) return read.response;
    const outcome = await knockByLink(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? "", read.body);
    if (!outcome.ok) return refuseOutcome(outcome, locale);
    const { room, view, seatToken: token } = outcome.value;
    const secure = deps.publicUrl.protocol === "https:";
    const headers = token === null ? {} : { "Set-Cookie": seatCookie({ roomId: room.id, token, secure }) };
    return answer({ knock: view }, 201, headers);
  },
});
