/** Whom one has blocked, and who else does not see one's rooms. */
import { HttpError, page } from "fresh";
import { type Blocked, listBlocked } from "../../actions/list_blocked.ts";
import { DeedForm } from "../../components/DeedForm.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PersonRow } from "../../components/PersonRow.tsx";
import { define } from "../../define.ts";
import { statusOf } from "../../protocol/api.ts";
import { readNameCursor } from "../../protocol/friends.ts";
import { friendWords } from "../../words/friends.ts";
import { relativeTime } from "../../words/relative_time.ts";
import { speaker } from "../../words/speaker.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";
import { NameSearch } from "./(_friends)/NameSearch.tsx";
import { NextPage } from "./(_friends)/NextPage.tsx";

interface Shown {
  readonly blocked: Blocked;
  readonly query: string;
  readonly later: boolean;
  readonly back: string;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const { searchParams, pathname, search } = ctx.url;
    const back = pathname + search;
    if (viewer.kind === "guest") return seeOther(signInPath(back));
    const query = searchParams.get("q") ?? "";
    const after = readNameCursor(searchParams.get("after"));
    const outcome = await listBlocked(deps, viewer, { query, after });
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    return page<Shown>({ blocked: outcome.value, query, later: after !== null, back });
  },
});

export default define.page<typeof handler>(function BlockedPage({ data, state: { locale, deps } }) {
  const { blocked, query, later, back } = data;
  const { people, next, dimmed } = blocked;
  const say = speaker(friendWords, locale);
  const now = deps.now();
  const searched = query !== "" || later;
  return (
    <div class="friends stack stack-wide">
      <PageTitle page={say("blocked_page")} locale={locale} />
      <div class="stack stack-tight">
        <p>
          <a href="/friends">{say("back_to_friends")}</a>
        </p>
        <h1>{say("blocked_page")}</h1>
        <p class="lead">{say("blocked_text")}</p>
      </div>
      <section class="stack" aria-label={say("blocked_page")}>
        {(searched || people.length > 0) && (
          <NameSearch locale={locale} path="/friends/blocked" label={say("blocked_search")} query={query} />
        )}
        {people.length === 0 && (
          <EmptyState
            title={say(searched ? "search_none_title" : "blocked_empty_title")}
            text={searched ? say("blocked_none", { query }) : say("blocked_empty")}
          />
        )}
        {people.length > 0 && (
          <>
            <ul class="person-list">
              {people.map(({ id, name }) => (
                <PersonRow key={id} name={name}>
                  <DeedForm
                    action={`/friends/${encodeURIComponent(id)}/unblock`}
                    fields={{ back }}
                    name={say("unblock_named", { name })}
                    describedBy="unblock-hint"
                  >
                    {say("unblock")}
                  </DeedForm>
                </PersonRow>
              ))}
            </ul>
            <p class="soft small" id="unblock-hint">{say("unblock_hint")}</p>
          </>
        )}
        <NextPage locale={locale} path="/friends/blocked" query={query} next={next} later={later} />
      </section>
      {dimmed.length > 0 && (
        <section class="stack" aria-labelledby="dimmed">
          <h2 id="dimmed">{say("dimmed")}</h2>
          <p class="soft">{say("dimmed_text")}</p>
          <ul class="person-list">
            {dimmed.map(({ id, name, until }) => (
              <PersonRow
                key={id}
                name={name}
                about={until === null
                  ? say("mark_dimmed")
                  : say("mark_dimmed_until", { when: relativeTime(until, now, locale) })}
              >
                <DeedForm action={`/friends/${encodeURIComponent(id)}/undim`} fields={{ back }}>
                  {say("undim")}
                </DeedForm>
              </PersonRow>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
});
