import { deleteGroup } from "../../../../../actions/delete_group.ts";
import { editGroup } from "../../../../../actions/edit_group.ts";
import { readGroup } from "../../../../../actions/read_group.ts";
import { define } from "../../../../../define.ts";
import { groupId, personId } from "../../../../../domain/ids.ts";
import { editGroupBody, toGroupAnswer, toMemberAnswer } from "../../../../../protocol/groups.ts";
import { readPage } from "../../../../(_http)/list_page.ts";
import { answerDone, answerOutcome, readBody } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await readGroup(deps, viewer, groupId(ctx.params.id ?? ""), readPage(ctx.url, personId));
    return answerOutcome(outcome, locale, ({ group, role, size, members, next, requests }) => ({
      group: { ...toGroupAnswer(group, deps.publicUrl), role, memberCount: size.members },
      members: members.map(toMemberAnswer),
      next,
      requests: requests.map((request) => ({
        id: request.personId,
        name: request.name,
        askedAt: request.askedAt.toISOString(),
      })),
    }));
  },

  async PATCH(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const read = await readBody(ctx.req, editGroupBody, locale);
    if (!read.ok) return read.response;
    const outcome = await editGroup(deps, viewer, groupId(ctx.params.id ?? ""), read.body);
    return answerOutcome(outcome, locale, (group) => ({ group: toGroupAnswer(group, deps.publicUrl) }));
  },

  async DELETE(ctx) {
    const { deps, viewer, locale } = ctx.state;
    return answerDone(await deleteGroup(deps, viewer, groupId(ctx.params.id ?? "")), locale);
  },
});
