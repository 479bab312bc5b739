/** Choosing what one is told, by which channel and when; and whether this browser takes push messages. */
import { HttpError, page } from "fresh";
import { asOperator } from "../../actions/as_operator.ts";
import { changeNoticeChoices } from "../../actions/change_notice_choices.ts";
import { type NoticeChoices, readNoticeChoices } from "../../actions/read_notice_choices.ts";
import { Button } from "../../components/Button.tsx";
import { errorText } from "../../components/error_text.ts";
import { Notice } from "../../components/Notice.tsx";
import { NoticeChoicesFields } from "../../components/NoticeChoicesFields.tsx";
import { define, type State } from "../../define.ts";
import { choicesOf, type Matter, MATTERS } from "../../domain/notice_choice.ts";
import type { Refusal } from "../../domain/refusal.ts";
import OwnZone from "../../islands/OwnZone.tsx";
import PushHere from "../../islands/PushHere.tsx";
import { clockOf, minuteOfDay, type NoticeChoicesDraft, noticeChoicesDraft } from "../../protocol/notice_choices.ts";
import { noticeChoiceWords } from "../../words/notice_choices.ts";
import { speaker } from "../../words/speaker.ts";
import { formStatus, readFormData } from "../(_http)/form.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

const HERE = "/settings/notices";
/** The night, until somebody says otherwise. */
const USUAL_QUIET = { fromMinute: 22 * 60, untilMinute: 7 * 60 };

interface ChoicesData {
  readonly draft: NoticeChoicesDraft;
  readonly known: NoticeChoices;
  readonly shown: readonly Matter[];
  readonly saved: boolean;
  readonly refusal: Refusal | null;
}

export const handler = define.handlers<ChoicesData>({
  async GET(ctx) {
    const known = await readNoticeChoices(ctx.state.deps, ctx.state.viewer);
    if (!known.ok) return seeOther(signInPath(HERE));
    const shown = await shownTo(ctx.state);
    const saved = ctx.url.searchParams.has("saved");
    return page({ draft: draftOf(known.value, shown), known: known.value, shown, saved, refusal: null });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const known = await readNoticeChoices(deps, viewer);
    if (!known.ok) return seeOther(signInPath(HERE));
    const shown = await shownTo(ctx.state);
    const draft = noticeChoicesDraft(await readFormData(ctx.req), shown);
    const outcome = await changeNoticeChoices(deps, viewer, {
      choices: draft.choices,
      leadMinutes: /^\d{1,5}$/.test(draft.lead.trim()) ? Number(draft.lead) : -1,
      zone: draft.zone === "" ? null : draft.zone,
      quiet: draft.isQuiet
        ? { fromMinute: minuteOfDay(draft.from) ?? -1, untilMinute: minuteOfDay(draft.until) ?? -1 }
        : null,
      allowMail: draft.allowMail,
    });
    if (outcome.ok) return seeOther(`${HERE}?saved`);
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(HERE));
    const status = formStatus(outcome.refusal);
    if (status !== 422) throw new HttpError(status);
    return page({ draft, known: known.value, shown, saved: false, refusal: outcome.refusal }, { status });
  },
});

export default define.page<typeof handler>(function NoticeChoicesPage({ data, state: { deps, locale } }) {
  const say = speaker(noticeChoiceWords, locale);
  const { draft, known, shown, saved, refusal } = data;
  const error = (code: Refusal) => refusal === code ? errorText(code, locale) : undefined;
  return (
    <div class="stack stack-wide narrow">
      <PageTitle page={say("title")} locale={locale} />
      <header class="stack stack-tight">
        <h1>{say("title")}</h1>
        <p class="soft">{say("lead")}</p>
      </header>
      {saved && <Notice kind="success">{say("saved")}</Notice>}
      <section class="stack" aria-labelledby="here">
        <h2 id="here">{say("this_browser")}</h2>
        <PushHere locale={locale} publicKey={deps.push.publicKey} />
      </section>
      <form class="stack stack-wide" method="post" action={HERE}>
        <NoticeChoicesFields
          locale={locale}
          choices={choicesOf(draft.choices)}
          shown={shown}
          lead={draft.lead}
          zone={draft.zone}
          isQuiet={draft.isQuiet}
          from={draft.from}
          until={draft.until}
          leadError={error("bad_lead")}
          zoneError={error("bad_zone")}
          quietError={error("bad_quiet_hours")}
        />
        <OwnZone locale={locale} />
        {known.mailStopped
          ? (
            <Notice kind="warning">
              <p>{say("mail_stopped", { email: known.email })}</p>
              <label class="tick">
                <input type="checkbox" name="allow_mail" value="yes" />
                <span>{say("allow_mail")}</span>
              </label>
            </Notice>
          )
          : (
            <p class="soft small">
              {deps.mailLeaves ? say("mail_to", { email: known.email }) : say("mail_none")}
            </p>
          )}
        <div class="row">
          <Button type="submit" variant="primary">{say("save")}</Button>
        </div>
      </form>
    </div>
  );
});

/** Reports reach the operator alone. */
async function shownTo({ deps, viewer }: Pick<State, "deps" | "viewer">): Promise<readonly Matter[]> {
  const { ok: isOperator } = await asOperator(deps, deps.db, viewer);
  return isOperator ? MATTERS : MATTERS.filter((matter) => matter !== "reports");
}

function draftOf({ choices, leadMinutes, zone, quiet }: NoticeChoices, shown: readonly Matter[]): NoticeChoicesDraft {
  const { fromMinute, untilMinute } = quiet ?? USUAL_QUIET;
  return {
    choices: shown.flatMap((matter) =>
      (["app", "mail", "push"] as const).map((channel) => ({ matter, channel, on: choices[matter][channel] }))
    ),
    lead: String(leadMinutes),
    zone: zone ?? "",
    isQuiet: quiet !== null,
    from: clockOf(fromMinute),
    until: clockOf(untilMinute),
    allowMail: false,
  };
}
