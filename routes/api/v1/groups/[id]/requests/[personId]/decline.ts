import { declineMember } from "../../../../../../../actions/decline_member.ts";
import { define } from "../../../../../../../define.ts";
import { groupId, personId } from "../../../../../../../domain/ids.ts";
import { answerDone } from "../../../../(_json)/answer.ts";

/** Does not let somebody in who asked. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { id = "", personId: person = "" } = ctx.params;
    return answerDone(await declineMember(deps, viewer, groupId(id), personId(person)), locale);
  },
});
