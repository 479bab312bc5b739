import { takeSeat } from "../../../../../actions/take_seat.ts";
import { define } from "../../../../../define.ts";
import { joinBody, toRoomAnswer, toSeatAnswer } from "../../../../../protocol/api.ts";
import { seatCookie } from "../../../../../protocol/cookies.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { answer, readBody, refuseOutcome } from "../../(_json)/answer.ts";

/**
 * Joins: takes a seat in the room of this link. A guest gets the seat as a cookie, a person's hangs on the account, so
 * asking again gives the same one. Sound and picture then go over the socket.
 */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const code = ctx.params.code ?? "";
    const read = await readBody(ctx.req, joinBody, locale);
    if (!read.ok) return read.response;
    const { nickname, anyway } = read.body;
    const outcome = await takeSeat(deps, askerOf(ctx.req, ctx.state), code, nickname, anyway);
    if (!outcome.ok) return refuseOutcome(outcome, locale);
    const { room, seat, seatToken: token } = outcome.value;
    const secure = deps.publicUrl.protocol === "https:";
    const headers = token === null ? {} : { "Set-Cookie": seatCookie({ roomId: room.id, token, secure }) };
    return answer({ room: toRoomAnswer(room, deps.publicUrl), seat: toSeatAnswer(seat) }, 201, headers);
  },
});
