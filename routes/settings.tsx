/** What is kept about the viewer and others, and the ways to what else can be set. */
import { HttpError, page } from "fresh";
import { asOperator } from "../actions/as_operator.ts";
import { eraseInteractions } from "../actions/erase_interactions.ts";
import { type InteractionsPage, listInteractions } from "../actions/list_interactions.ts";
import { Button, ButtonLink } from "../components/Button.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { EraseEverything } from "../components/EraseEverything.tsx";
import { Field } from "../components/Field.tsx";
import { KeptLine } from "../components/KeptLine.tsx";
import { define } from "../define.ts";
import { HALF_LIFE_DAYS } from "../domain/affinity.ts";
import { personId } from "../domain/ids.ts";
import { eraseForm, settingsQuery } from "../protocol/settings.ts";
import { adminWords } from "../words/admin.ts";
import { noticeChoiceWords } from "../words/notice_choices.ts";
import { settingsWords } from "../words/settings.ts";
import { speaker } from "../words/speaker.ts";
import { readForm } from "./(_http)/form.ts";
import { seeOther, signInPath } from "./(_http)/see_other.ts";
import { PageTitle } from "./(_page)/PageTitle.tsx";

interface SettingsData extends InteractionsPage {
  readonly query: string;
  /** Whether this is a later page than the first. */
  readonly later: boolean;
  readonly isOperator: boolean;
}

export const handler = define.handlers<SettingsData>({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const { searchParams } = ctx.url;
    const { q, after } = settingsQuery.parse({ q: searchParams.get("q") ?? "", after: searchParams.get("after") });
    const outcome = await listInteractions(deps, viewer, { query: q, after: after === null ? null : personId(after) });
    if (!outcome.ok) return seeOther(signInPath("/settings"));
    const { ok: isOperator } = await asOperator(deps, deps.db, viewer);
    return page({ ...outcome.value, query: q, later: after !== null, isOperator });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const form = eraseForm.safeParse(await readForm(ctx.req));
    if (!form.success) throw new HttpError(400);
    const other = "person" in form.data ? personId(form.data.person) : null;
    const outcome = await eraseInteractions(deps, viewer, other);
    return seeOther(outcome.ok ? "/settings" : signInPath("/settings"));
  },
});

export default define.page<typeof handler>(function Settings({ data, state: { deps, locale } }) {
  const say = speaker(settingsWords, locale);
  const sayChoice = speaker(noticeChoiceWords, locale);
  const now = deps.now();
  const { people, next, any, query, later, isOperator } = data;
  return (
    <div class="stack stack-wide narrow">
      <PageTitle page={say("title")} locale={locale} />
      <h1>{say("title")}</h1>
      {isOperator && <House locale={locale} />}
      <section class="stack" aria-labelledby="told">
        <h2 id="told">{sayChoice("title")}</h2>
        <div class="row">
          <ButtonLink href="/settings/notices">{sayChoice("settings_go")}</ButtonLink>
        </div>
        <p class="soft small">{sayChoice("settings_text")}</p>
      </section>
      <section class="stack" aria-labelledby="ties">
        <h2 id="ties">{say("ties_title")}</h2>
        <div class="row">
          <ButtonLink href="/friends/blocked">{say("blocked")}</ButtonLink>
        </div>
        <p class="soft small">{say("blocked_text")}</p>
      </section>
      <section class="stack" aria-labelledby="kept">
        <h2 id="kept">{say("kept_title")}</h2>
        <div class="stack stack-tight kept-text">
          <p>{say("kept_use")}</p>
          <p>{say("kept_fades", { days: HALF_LIFE_DAYS })}</p>
        </div>
        {any
          ? (
            <>
              <form class="kept-search" method="get" action="/settings" role="search">
                <Field
                  name="q"
                  type="search"
                  label={say("search")}
                  value={query}
                  maxLength={100}
                  beside={<Button type="submit">{say("search_go")}</Button>}
                />
              </form>
              {people.length === 0
                ? <p class="soft" role="status">{say("none_found")}</p>
                : (
                  <ul class="told-list" aria-label={say("people")}>
                    {people.map((kept) => <KeptLine key={kept.otherId} locale={locale} now={now} kept={kept} />)}
                  </ul>
                )}
              <div class="row">
                {later && <ButtonLink href={`/settings${asked(query, null)}`}>{say("first")}</ButtonLink>}
                {next !== null && <ButtonLink href={`/settings${asked(query, next)}`}>{say("more")}</ButtonLink>}
              </div>
              <div class="row">
                <EraseEverything locale={locale} />
              </div>
            </>
          )
          : <EmptyState title={say("kept_empty_title")} text={say("kept_empty")} />}
      </section>
    </div>
  );
});

/** The way to the operator's pages, which nobody else is shown. */
function House({ locale }: { readonly locale: string }) {
  const say = speaker(adminWords, locale);
  return (
    <section class="stack" aria-labelledby="house">
      <h2 id="house">{say("settings_title")}</h2>
      <div class="row">
        <ButtonLink href="/admin">{say("title")}</ButtonLink>
      </div>
      <p class="soft small">{say("settings_text")}</p>
    </section>
  );
}

function asked(query: string, after: string | null): string {
  const fields = new URLSearchParams({ ...(query === "" ? {} : { q: query }), ...(after === null ? {} : { after }) });
  return fields.size === 0 ? "" : `?${fields}`;
}
