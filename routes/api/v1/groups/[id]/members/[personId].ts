import { removeMember } from "../../../../../../actions/remove_member.ts";
import { setRole } from "../../../../../../actions/set_role.ts";
import { define } from "../../../../../../define.ts";
import { groupId, personId } from "../../../../../../domain/ids.ts";
import { setRoleBody } from "../../../../../../protocol/groups.ts";
import { answerDone, readBody } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  /** Makes an admin, or unmakes one. */
  async PATCH(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, setRoleBody, locale);
    if (!read.ok) return read.response;
    const change = { personId: personId(ctx.params.personId ?? ""), role: read.body.role };
    return answerDone(await setRole(deps, viewer, groupId(ctx.params.id ?? ""), change), locale);
  },

  /** Removes somebody; for oneself that is leaving. */
  async DELETE(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const { id = "", personId: person = "" } = ctx.params;
    return answerDone(await removeMember(deps, viewer, groupId(id), personId(person)), locale);
  },
});
