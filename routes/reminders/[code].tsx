/**
 * Where the mail leads that asks an address whether it wants to be told of a room. Looking changes nothing, since programs look at
 * what stands in mails; the button does.
 */
import { HttpError, page, type PageResponse } from "fresh";
import { Head } from "fresh/runtime";
import { answerReminder, type OpenedQuestion, openQuestion } from "../../actions/answer_reminder.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { errorText } from "../../components/error_text.ts";
import { Bell } from "../../components/icons.ts";
import { Moment } from "../../components/Moment.tsx";
import { Notice } from "../../components/Notice.tsx";
import { define } from "../../define.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import LocalTimes from "../../islands/LocalTimes.tsx";
import { statusOf } from "../../protocol/api.ts";
import { comingWords } from "../../words/coming.ts";
import { reminderWords } from "../../words/reminder.ts";
import { speaker } from "../../words/speaker.ts";
import { askerOf } from "../(_http)/asker.ts";
import { readForm } from "../(_http)/form.ts";
import { seeOther } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

type Shown =
  | { readonly kind: "question"; readonly question: OpenedQuestion }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The link is a secret. */
const HEADERS = { "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow" };

export const handler = define.handlers<Shown>({
  async GET(ctx) {
    const { deps } = ctx.state;
    return shown(await openQuestion(deps, askerOf(ctx.req, ctx.state), ctx.params.code ?? ""));
  },

  async POST(ctx) {
    const { deps } = ctx.state;
    const code = ctx.params.code ?? "";
    const { wants } = await readForm(ctx.req);
    const outcome = await answerReminder(deps, askerOf(ctx.req, ctx.state), code, wants !== "no");
    return outcome.ok ? seeOther(ctx.url.pathname) : shown(outcome);
  },
});

function shown(outcome: Outcome<OpenedQuestion>): PageResponse<Shown> {
  if (outcome.ok) return page<Shown>({ kind: "question", question: outcome.value }, { headers: HEADERS });
  const status = statusOf(outcome.refusal);
  if (outcome.refusal === "not_found") throw new HttpError(status);
  return page<Shown>({ kind: "refused", refusal: outcome.refusal }, { status, headers: HEADERS });
}

export default define.page<typeof handler>(function ReminderPage({ data, url, state: { deps, locale } }) {
  const say = speaker(reminderWords, locale);
  if (data.kind === "refused") {
    const title = say(data.refusal === "room_ended" ? "ended" : "late");
    return (
      <div class="sheet">
        <PageTitle page={title} locale={locale} />
        <EmptyState title={title} text={errorText(data.refusal, locale)}>
          <ButtonLink href="/" size="large">{say("home")}</ButtonLink>
        </EmptyState>
      </div>
    );
  }
  const { room, told } = data.question;
  const isComing = room.state === "scheduled";
  return (
    <div class="sheet">
      <PageTitle page={say("title", { room: room.activity.title })} locale={locale} />
      <Head>
        <meta name="robots" content="noindex, nofollow" />
      </Head>
      <LocalTimes locale={locale} />
      <div class="sheet-head invitation-head">
        <span class="emoji-tile" aria-hidden="true">{room.activity.emoji}</span>
        <p class="soft">
          <bdi>{speaker(comingWords, locale)("host_line", { host: room.hostName })}</bdi>
        </p>
        <h1>
          <bdi>{room.activity.title}</bdi>
        </h1>
        {isComing && (
          <p class="soft">
            <Moment
              locale={locale}
              zone={room.schedule?.zone ?? "UTC"}
              startsAt={room.opensAt}
              endsAt={room.closesAt}
              now={deps.now()}
            />
          </p>
        )}
      </div>
      <Card tone="lit">
        <div class="stack">
          {told && (
            <Notice kind="success">
              <p>{say(room.schedule?.rule ? "told_each" : "told")}</p>
            </Notice>
          )}
          {!told && isComing && <p>{say(room.schedule?.rule ? "question_each" : "question")}</p>}
          {(told || isComing) && (
            <form method="post" action={url.pathname}>
              <input type="hidden" name="wants" value={told ? "no" : "yes"} />
              <Button type="submit" size="large" wide {...(told ? {} : { variant: "primary", icon: Bell })}>
                {say(told ? "forget" : "yes")}
              </Button>
            </form>
          )}
          {!told && isComing && <p class="soft small">{say("nothing")}</p>}
          <p>
            <a href={`/r/${room.code}`}>{say(isComing ? "see" : "enter")}</a>
          </p>
        </div>
      </Card>
    </div>
  );
});
