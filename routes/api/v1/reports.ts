import { report } from "../../../actions/report.ts";
import { define } from "../../../define.ts";
import { roomId, seatId } from "../../../domain/ids.ts";
import { reportBody } from "../../../protocol/reports.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { answerOutcome, readBody } from "./(_json)/answer.ts";

export const handler = define.handlers({
  /** Tells the operator about a room or a seat in it. */
  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, reportBody, locale);
    if (!read.ok) return read.response;
    const { code, roomId: room = "", seatId: seat, ...said } = read.body;
    const place = code === undefined
      ? { kind: "room", roomId: roomId(room) } as const
      : { kind: "link", code } as const;
    const wish = { ...said, seatId: seat === null ? null : seatId(seat) };
    return answerOutcome(await report(deps, askerOf(ctx.req, ctx.state), place, wish), locale, (done) => done, 201);
  },
});
