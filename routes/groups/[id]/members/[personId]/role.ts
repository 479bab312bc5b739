/** "Make admin", beside a member, and the way back. */
import { HttpError } from "fresh";
import { setRole } from "../../../../../actions/set_role.ts";
import { define } from "../../../../../define.ts";
import { groupId, personId } from "../../../../../domain/ids.ts";
import { setRoleBody } from "../../../../../protocol/groups.ts";
import { readForm } from "../../../../(_http)/form.ts";
import { answerDeed } from "../../../(_group)/answer_deed.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const form = setRoleBody.safeParse(await readForm(ctx.req));
    if (!form.success) throw new HttpError(400);
    const id = groupId(ctx.params.id ?? "");
    const change = { personId: personId(ctx.params.personId ?? ""), role: form.data.role };
    return answerDeed(await setRole(deps, viewer, id, change), id);
  },
});
