/** The groups that one is in, and founding another. */
import { page } from "fresh";
import { createGroup } from "../../actions/create_group.ts";
import { type GroupPage, listGroups } from "../../actions/list_groups.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { errorText } from "../../components/error_text.ts";
import { GroupFields, type GroupFieldsProps } from "../../components/GroupFields.tsx";
import { GroupPager, GroupSearch } from "../../components/GroupSearch.tsx";
import { define, type State } from "../../define.ts";
import { groupId } from "../../domain/ids.ts";
import { type Refusal, refused } from "../../domain/refusal.ts";
import { groupForm } from "../../protocol/groups.ts";
import { groupWords } from "../../words/groups.ts";
import { speaker } from "../../words/speaker.ts";
import { formStatus, readForm } from "../(_http)/form.ts";
import { pageHref, readPage } from "../(_http)/list_page.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";
import { groupPath } from "./(_group)/answer_deed.ts";

interface Shown {
  readonly list: GroupPage;
  readonly query: string;
  readonly isFirst: boolean;
  /** What stands in the form. */
  readonly typed: GroupFieldsProps["values"];
  readonly refusal: Refusal | null;
}

const UNTOUCHED = { typed: { name: "", description: "", joining: "link" }, refusal: null } as const;

export const handler = define.handlers({
  async GET(ctx) {
    const list = await listFor(ctx.state, ctx.url);
    return list === null ? seeOther(signInPath(ctx.url.pathname)) : page<Shown>({ ...list, ...UNTOUCHED });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const fields = await readForm(ctx.req);
    const form = groupForm.safeParse(fields);
    const outcome = form.success ? await createGroup(deps, viewer, form.data) : refused("bad_group");
    if (outcome.ok) return seeOther(groupPath(outcome.value.id));
    const list = await listFor(ctx.state, ctx.url);
    if (list === null) return seeOther(signInPath(ctx.url.pathname));
    const { name = "", description = "" } = fields;
    const typed = { name, description, joining: fields.joining === "approval" ? "approval" : "link" } as const;
    const { refusal } = outcome;
    return page<Shown>({ ...list, typed, refusal }, { status: formStatus(refusal) });
  },
});

/** Null for guests. */
async function listFor(
  { deps, viewer }: State,
  url: URL,
): Promise<Pick<Shown, "list" | "query" | "isFirst"> | null> {
  const { query, after } = readPage(url, groupId);
  const outcome = await listGroups(deps, viewer, { query, after });
  return outcome.ok ? { list: outcome.value, query, isFirst: after === null } : null;
}

export default define.page<typeof handler>(function Groups({ data, state: { locale } }) {
  const { list: { groups, next }, query, isFirst, typed, refusal } = data;
  const say = speaker(groupWords, locale);
  const isLong = query !== "" || next !== null || !isFirst;
  return (
    <div class="groups">
      <PageTitle page={say("page")} locale={locale} />
      <div class="stack">
        <div class="stack stack-tight">
          <h1>{say("heading")}</h1>
          <p class="lead">{say("text")}</p>
        </div>
        {isLong && <GroupSearch locale={locale} action="/groups" label={say("search")} query={query} />}
        {groups.length > 0 && (
          <ul class="group-list">
            {groups.map(({ id, name, role, members }) => (
              <li key={id}>
                <a class="group-link" href={groupPath(id)}>
                  <bdi class="group-name">{name}</bdi>
                  <span class="soft small">{say("members", { count: members })}</span>
                  {role === "admin" && <span class="badge">{say("admin")}</span>}
                </a>
              </li>
            ))}
          </ul>
        )}
        {groups.length === 0 && query !== "" && <p class="soft">{say("nothing_found", { query })}</p>}
        {groups.length === 0 && query === "" && <EmptyState title={say("empty_title")} text={say("empty")} />}
        <GroupPager
          locale={locale}
          firstHref={isFirst ? null : pageHref("/groups", query, null)}
          nextHref={next === null ? null : pageHref("/groups", query, next)}
        />
      </div>
      <Card as="section" labelledBy="create">
        <form class="form" method="post" action="/groups">
          <div class="stack stack-tight">
            <h2 id="create">{say("create")}</h2>
            <p class="soft">{say("create_text")}</p>
          </div>
          <GroupFields
            locale={locale}
            values={typed}
            error={refusal === null ? undefined : errorText(refusal, locale)}
          />
          <Button type="submit" variant="primary" size="large" wide>{say("create")}</Button>
        </form>
      </Card>
    </div>
  );
});
