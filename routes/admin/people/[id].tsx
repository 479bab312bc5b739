/** One person as the operator sees them, and the form that keeps them out or lets them in again. */
import { HttpError, page } from "fresh";
import { liftSuspension } from "../../../actions/lift_suspension.ts";
import { type AccountView, readAccount } from "../../../actions/read_account.ts";
import { suspendPerson } from "../../../actions/suspend_person.ts";
import { AdminPages } from "../../../components/AdminPages.tsx";
import { Avatar } from "../../../components/Avatar.tsx";
import { ButtonLink } from "../../../components/Button.tsx";
import { errorText } from "../../../components/error_text.ts";
import { ReportCard } from "../../../components/ReportCard.tsx";
import { SuspensionForm } from "../../../components/SuspensionForm.tsx";
import { define, type State } from "../../../define.ts";
import { type PersonId, personId } from "../../../domain/ids.ts";
import type { Refusal } from "../../../domain/refusal.ts";
import { reasonForm } from "../../../protocol/admin.ts";
import { statusOf } from "../../../protocol/api.ts";
import { adminWords } from "../../../words/admin.ts";
import { relativeTime } from "../../../words/relative_time.ts";
import { speaker } from "../../../words/speaker.ts";
import { formStatus, readForm } from "../../(_http)/form.ts";
import { seeOther } from "../../(_http)/see_other.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";

interface Shown extends AccountView {
  readonly reason: string;
  readonly refusal: Refusal | null;
}

const DEEDS = new Map([["suspend", suspendPerson], ["lift", liftSuspension]]);

export const handler = define.handlers({
  async GET(ctx) {
    const view = await viewOf(ctx.state, personId(ctx.params.id ?? ""));
    return page<Shown>({ ...view, reason: "", refusal: null });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const person = personId(ctx.params.id ?? "");
    const fields = await readForm(ctx.req);
    const deed = DEEDS.get(fields.deed ?? "");
    if (deed === undefined) throw new HttpError(400);
    const { reason } = reasonForm.parse(fields);
    const outcome = await deed(deps, viewer, person, reason);
    if (outcome.ok) return seeOther(`/admin/people/${encodeURIComponent(person)}`);
    const { refusal } = outcome;
    const view = await viewOf(ctx.state, person);
    return page<Shown>({ ...view, reason, refusal }, { status: formStatus(refusal) });
  },
});

async function viewOf({ deps, viewer }: State, person: PersonId): Promise<AccountView> {
  const outcome = await readAccount(deps, viewer, person);
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  return outcome.value;
}

export default define.page<typeof handler>(function Person({ data, state: { deps, locale }, url }) {
  const say = speaker(adminWords, locale);
  const now = deps.now();
  const { account, reports, isOneself, reason, refusal } = data;
  const { id, name, email, createdAt, suspendedAt } = account;
  const path = url.pathname;
  return (
    <div class="stack stack-wide narrow admin">
      <PageTitle page={name} locale={locale} />
      <AdminPages locale={locale} path={path} />
      <header class="account-head">
        <Avatar name={name} size="large" />
        <div class="stack stack-tight">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p class="soft account-email">{email}</p>
          <div class="row">
            {suspendedAt !== null && (
              <span class="badge badge-urgent">
                {say("person_suspended_since", { when: relativeTime(suspendedAt, now, locale) })}
              </span>
            )}
            <span class="soft small">{say("person_since", { when: relativeTime(createdAt, now, locale) })}</span>
          </div>
        </div>
      </header>
      {isOneself ? <p class="soft">{say("oneself")}</p> : (
        <SuspensionForm
          locale={locale}
          name={name}
          deed={suspendedAt === null ? "suspend" : "lift"}
          action={path}
          reason={reason}
          error={refusal === null ? null : errorText(refusal, locale)}
        />
      )}
      <section class="stack" aria-labelledby="about">
        <h2 class="admin-title" id="about">{say("person_reports")}</h2>
        {reports.length === 0 ? <p class="soft">{say("person_reports_none")}</p> : (
          <ul class="cases">
            {reports.map((report) => (
              <ReportCard key={report.id} locale={locale} now={now} report={report} back={path} atSubject />
            ))}
          </ul>
        )}
        <div class="row">
          <ButtonLink href={`/admin/log?person=${encodeURIComponent(id)}`}>{say("person_record")}</ButtonLink>
        </div>
      </section>
    </div>
  );
});
