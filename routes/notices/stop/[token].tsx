/**
 * Where the link in a mail leads that stops such mails. A visit alone changes nothing, since mail scanners visit links; the
 * POST does, also the one that mail programs send by themselves (RFC 8058), which is no browser's and knows no session.
 */
import { page } from "fresh";
import { readStopOffer, stopMail, type StopOffer } from "../../../actions/stop_mail.ts";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { define } from "../../../define.ts";
import { noticeChoiceWords } from "../../../words/notice_choices.ts";
import { speaker } from "../../../words/speaker.ts";
import { readForm } from "../../(_http)/form.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";

interface StopData {
  /** Null: the link leads nowhere. */
  readonly offer: StopOffer | null;
  /** What was stopped just now. */
  readonly stopped: "matter" | "all" | null;
}

export const handler = define.handlers<StopData>({
  async GET(ctx) {
    const outcome = await readStopOffer(ctx.state.deps, ctx.params.token ?? "");
    if (!outcome.ok) return page({ offer: null, stopped: null }, { status: 404 });
    return page({ offer: outcome.value, stopped: null });
  },

  async POST(ctx) {
    const fields = await readForm(ctx.req);
    const all = fields.all === "yes";
    const outcome = await stopMail(ctx.state.deps, ctx.params.token ?? "", all);
    if (!outcome.ok) return page({ offer: null, stopped: null }, { status: 404 });
    return page({ offer: outcome.value, stopped: all || outcome.value.matter === null ? "all" : "matter" });
  },
});

export default define.page<typeof handler>(function StopMail({ data: { offer, stopped }, url, state: { locale } }) {
  const say = speaker(noticeChoiceWords, locale);
  const matter = offer?.matter ?? null;
  if (offer === null) {
    return (
      <div class="stack narrow">
        <PageTitle page={say("stop_gone")} locale={locale} />
        <h1>{say("stop_gone")}</h1>
        <p>{say("stop_gone_text")}</p>
      </div>
    );
  }
  if (stopped !== null) {
    return (
      <div class="stack narrow">
        <PageTitle page={say("stopped_title")} locale={locale} />
        <h1>{say("stopped_title")}</h1>
        <p role="status">
          {stopped === "all" || matter === null ? say("stopped_all") : say("stopped_matter", { matter: say(matter) })}
        </p>
        {matter !== null && (
          <>
            <p class="soft">{say("stopped_back")}</p>
            <div class="row">
              <ButtonLink href="/settings/notices">{say("settings_go")}</ButtonLink>
            </div>
          </>
        )}
      </div>
    );
  }
  return (
    <div class="stack narrow">
      <PageTitle page={say("stop_title")} locale={locale} />
      <h1>{say("stop_title")}</h1>
      <p>{matter === null ? say("stop_address") : say("stop_matter", { matter: say(matter) })}</p>
      <form class="row" method="post" action={url.pathname}>
        <Button type="submit" variant="primary">{say("stop")}</Button>
        {matter !== null && <Button type="submit" name="all" value="yes">{say("stop_all")}</Button>}
      </form>
    </div>
  );
});
