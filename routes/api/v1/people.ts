import { findPeople } from "../../../actions/find_people.ts";
import { define } from "../../../define.ts";
import { answerOutcome } from "./(_json)/answer.ts";

/** Looks for people by name or whole address. */
export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await findPeople(deps, viewer, ctx.url.searchParams.get("q") ?? "");
    return answerOutcome(outcome, locale, (people) => ({ people }));
  },
});
