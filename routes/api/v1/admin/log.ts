import { listHouseDeeds } from "../../../../actions/list_deeds.ts";
import { define } from "../../../../define.ts";
import { roomId } from "../../../../domain/ids.ts";
import { logQuery, toEntryAnswer } from "../../../../protocol/admin.ts";
import { answerOutcome, refuse } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** Every deed of hosts and the operator, a page of it. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { searchParams } = ctx.url;
    const query = logQuery.safeParse({
      room: searchParams.get("room"),
      person: searchParams.get("person"),
      before: searchParams.get("before"),
    });
    if (!query.success) return refuse("bad_input", locale);
    const { room, person, before } = query.data;
    const asked = { room: room === null ? null : roomId(room), somebody: person, before };
    return answerOutcome(await listHouseDeeds(deps, viewer, asked), locale, ({ deeds, next }) => ({
      entries: deeds.map(toEntryAnswer),
      next,
    }));
  },
});
