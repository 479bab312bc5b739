import { acceptMember } from "../../../../../../../actions/accept_member.ts";
import { define } from "../../../../../../../define.ts";
import { groupId, personId } from "../../../../../../../domain/ids.ts";
import { answerOutcome } from "../../../../(_json)/answer.ts";

/** Lets somebody in who asked. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { id = "", personId: person = "" } = ctx.params;
    const outcome = await acceptMember(deps, viewer, groupId(id), personId(person));
    return answerOutcome(outcome, locale, () => ({ membership: { groupId: id, personId: person, state: "member" } }));
  },
});
