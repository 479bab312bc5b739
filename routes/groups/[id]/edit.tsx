/** Where an admin renames and describes a group, replaces its link, or deletes it. */
import { HttpError, page } from "fresh";
import { editGroup } from "../../../actions/edit_group.ts";
import { type GroupView, readGroup } from "../../../actions/read_group.ts";
import { AskBack } from "../../../components/AskBack.tsx";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { errorText } from "../../../components/error_text.ts";
import { GroupFields, type GroupFieldsProps } from "../../../components/GroupFields.tsx";
import { define, type State } from "../../../define.ts";
import { decideManaging, type Group } from "../../../domain/group.ts";
import { type GroupId, groupId } from "../../../domain/ids.ts";
import { type Refusal, refused } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { groupForm } from "../../../protocol/groups.ts";
import { groupWords } from "../../../words/groups.ts";
import { speaker } from "../../../words/speaker.ts";
import { formStatus, readForm } from "../../(_http)/form.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import { groupPath } from "../(_group)/answer_deed.ts";

interface Shown {
  readonly group: Group;
  /** What stands in the form. */
  readonly typed: GroupFieldsProps["values"];
  readonly refusal: Refusal | null;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { group } = await managedView(ctx.state, groupId(ctx.params.id ?? ""));
    return page<Shown>({ group, typed: group, refusal: null });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    const fields = await readForm(ctx.req);
    const form = groupForm.safeParse(fields);
    const outcome = form.success ? await editGroup(deps, viewer, id, form.data) : refused("bad_group");
    if (outcome.ok) return seeOther(groupPath(id));
    if (viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { group } = await managedView(ctx.state, id);
    const { name = "", description = "" } = fields;
    const typed = { name, description, joining: fields.joining === "approval" ? "approval" : "link" } as const;
    return page<Shown>({ group, typed, refusal: outcome.refusal }, { status: formStatus(outcome.refusal) });
  },
});

async function managedView({ deps, viewer }: State, id: GroupId): Promise<GroupView> {
  const outcome = await readGroup(deps, viewer, id, { query: "", after: null });
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  const managing = decideManaging(outcome.value.role);
  if (!managing.ok) throw new HttpError(statusOf(managing.refusal));
  return outcome.value;
}

export default define.page<typeof handler>(function EditGroup({ data, state: { locale } }) {
  const { group, typed, refusal } = data;
  const say = speaker(groupWords, locale);
  const path = groupPath(group.id);
  return (
    <div class="sheet sheet-wide">
      <PageTitle page={say("edit_page", { name: group.name })} locale={locale} />
      <div class="sheet-head">
        <h1>{say("edit")}</h1>
      </div>
      <Card>
        <form class="form" method="post" action={`${path}/edit`}>
          <GroupFields
            locale={locale}
            values={typed}
            error={refusal === null ? undefined : errorText(refusal, locale)}
          />
          <div class="sheet-deed">
            <Button type="submit" variant="primary" size="large">{say("save")}</Button>
            <ButtonLink href={path} variant="plain">{say("back")}</ButtonLink>
          </div>
        </form>
      </Card>
      <Card as="section" tone="quiet" labelledBy="new-link">
        <div class="stack">
          <div class="stack stack-tight">
            <h2 id="new-link">{say("new_link_title")}</h2>
            <p class="soft">{say("new_link_text")}</p>
          </div>
          <form method="post" action={`${path}/link`}>
            <Button type="submit">{say("new_link")}</Button>
          </form>
        </div>
      </Card>
      <div>
        <AskBack
          id="delete"
          deed={say("delete")}
          question={say("delete_question", { name: group.name })}
          text={say("delete_text")}
          keep={say("delete_keep")}
          action={`${path}/delete`}
        />
      </div>
    </div>
  );
});
