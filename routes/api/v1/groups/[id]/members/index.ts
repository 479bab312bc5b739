import { addMember } from "../../../../../../actions/add_member.ts";
import { define } from "../../../../../../define.ts";
import { groupId, personId } from "../../../../../../domain/ids.ts";
import { addMemberBody } from "../../../../../../protocol/groups.ts";
import { answerOutcome, readBody } from "../../../(_json)/answer.ts";

/** Brings a friend of the caller's in. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, addMemberBody, locale);
    if (!read.ok) return read.response;
    const group = groupId(ctx.params.id ?? "");
    const outcome = await addMember(deps, viewer, group, personId(read.body.personId));
    const membership = { groupId: group, personId: read.body.personId, state: "member" };
    return answerOutcome(outcome, locale, () => ({ membership }), 201);
  },
});
