import { createGroup } from "../../../../actions/create_group.ts";
import { listGroups } from "../../../../actions/list_groups.ts";
import { define } from "../../../../define.ts";
import { groupId } from "../../../../domain/ids.ts";
import { createGroupBody, toGroupAnswer } from "../../../../protocol/groups.ts";
import { readPage } from "../../../(_http)/list_page.ts";
import { answerOutcome, readBody } from "../(_json)/answer.ts";

export const handler = define.handlers({
  /** The groups that the caller is in. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await listGroups(deps, viewer, readPage(ctx.url, groupId));
    return answerOutcome(outcome, locale, ({ groups, next }) => ({
      groups: groups.map(({ id, name, role, members }) => ({ id, name, role, memberCount: members })),
      next,
    }));
  },

  /** Founds a group. */
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, createGroupBody, locale);
    if (!read.ok) return read.response;
    const outcome = await createGroup(deps, viewer, read.body);
    return answerOutcome(outcome, locale, (group) => ({ group: toGroupAnswer(group, deps.publicUrl) }), 201);
  },
});
