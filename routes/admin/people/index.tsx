/** People as the operator finds them; without a search, those who are suspended. */
import { HttpError, page } from "fresh";
import { type Account, findAccounts, type FoundAccounts } from "../../../actions/find_accounts.ts";
import { AdminPages } from "../../../components/AdminPages.tsx";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Field } from "../../../components/Field.tsx";
import { ArrowRight, Search } from "../../../components/icons.ts";
import { Icon } from "../../../components/Icon.tsx";
import { Avatar } from "../../../components/Avatar.tsx";
import { define } from "../../../define.ts";
import { statusOf } from "../../../protocol/api.ts";
import { adminWords } from "../../../words/admin.ts";
import { relativeTime } from "../../../words/relative_time.ts";
import { speaker } from "../../../words/speaker.ts";
import { readPage } from "../../(_http)/list_page.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";

interface Shown extends FoundAccounts {
  readonly query: string;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const { query } = readPage(ctx.url, String);
    const outcome = await findAccounts(deps, viewer, query);
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    return page<Shown>({ ...outcome.value, query });
  },
});

export default define.page<typeof handler>(function People({ data, state: { deps, locale }, url }) {
  const say = speaker(adminWords, locale);
  const now = deps.now();
  const { people, more, query } = data;
  const isSearch = query !== "";
  return (
    <div class="stack narrow admin">
      <PageTitle page={say("people_title")} locale={locale} />
      <AdminPages locale={locale} path={url.pathname} />
      <div class="stack stack-tight">
        <h1>{say("people_title")}</h1>
        <p class="lead">{say("people_lead")}</p>
      </div>
      <form class="form" method="get" action="/admin/people" role="search" aria-label={say("people_search")}>
        <Field
          name="q"
          type="search"
          label={say("people_search")}
          value={query}
          maxLength={100}
          autocomplete="off"
          beside={<Button type="submit" icon={Search}>{say("people_find")}</Button>}
        />
      </form>
      <section class="stack" aria-labelledby="people">
        <h2 class="admin-title" id="people">{say(isSearch ? "people_found" : "people_suspended")}</h2>
        {people.length > 0 && (
          <ul class="told-list">
            {people.map((account) => <AccountLine key={account.id} locale={locale} now={now} account={account} />)}
          </ul>
        )}
        {people.length === 0 && isSearch && <p class="soft" role="status">{say("people_found_none")}</p>}
        {people.length === 0 && !isSearch && (
          <EmptyState title={say("people_nobody_suspended_title")} text={say("people_nobody_suspended")} />
        )}
        {more && <p class="soft small">{say("people_more")}</p>}
        {isSearch && (
          <div class="row">
            <ButtonLink href="/admin/people" variant="plain">{say("people_all")}</ButtonLink>
          </div>
        )}
      </section>
    </div>
  );
});

interface AccountLineProps {
  readonly locale: string;
  readonly now: Date;
  readonly account: Account;
}

function AccountLine({ locale, now, account }: AccountLineProps) {
  const say = speaker(adminWords, locale);
  const { id, name, email, suspendedAt } = account;
  return (
    <li class="told">
      <a class="told-line account-line" href={`/admin/people/${encodeURIComponent(id)}`}>
        <Avatar name={name} />
        <span class="told-body">
          <bdi class="kept-name">{name}</bdi>
          <span class="soft small">{email}</span>
          {suspendedAt !== null && (
            <span class="badge badge-urgent">
              {say("person_suspended_since", { when: relativeTime(suspendedAt, now, locale) })}
            </span>
          )}
        </span>
        <Icon of={ArrowRight} size="small" />
      </a>
    </li>
  );
}
