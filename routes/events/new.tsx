/** Making an event: what, when, where, and whom it is for. Leads to its page. */
import { page } from "fresh";
import { createEvent } from "../../actions/create_event.ts";
import type { ShowingPreview } from "../../actions/plan_showing.ts";
import { AudiencePicker } from "../../components/AudiencePicker.tsx";
import { Button } from "../../components/Button.tsx";
import { errorText } from "../../components/error_text.ts";
import { EventFields } from "../../components/EventFields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PictureField } from "../../components/PictureField.tsx";
import { define, type State } from "../../define.ts";
import { type AudienceDraft, choiceOf, UNDECIDED } from "../../domain/audience.ts";
import type { Bytes } from "../../domain/bytes.ts";
import { eventPath } from "../../domain/event.ts";
import type { EventId } from "../../domain/ids.ts";
import { type Outcome, type Refusal, refused } from "../../domain/refusal.ts";
import type { Traces } from "../../domain/traces.ts";
import OwnZone from "../../islands/OwnZone.tsx";
import PicturePreview from "../../islands/PicturePreview.tsx";
import { eventForm } from "../../protocol/events.ts";
import { audienceDraft, formFields } from "../../protocol/forms.ts";
import { readWhen } from "../../protocol/when.ts";
import { eventWords } from "../../words/events.ts";
import { speaker } from "../../words/speaker.ts";
import { tracesOf } from "../(_http)/asker.ts";
import { formStatus, readFormWithFile } from "../(_http)/form.ts";
import { retryAfter } from "../(_http)/retry_after.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";
import { choicesFor, isSearch } from "../rooms/(_audience)/choices.ts";
import { errorsOf, EVENT_FORM, type EventDraft, eventDraft, untouchedEvent } from "./(_event)/draft.ts";

interface Shown {
  readonly draft: EventDraft;
  readonly audience: AudienceDraft;
  readonly choices: ShowingPreview;
  readonly refusal: Refusal | null;
  /** A picture was chosen, which the form as it is shown again cannot hold. */
  readonly pictureLost: boolean;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { searchParams } = ctx.url;
    const audience = audienceDraft(searchParams) ?? UNDECIDED;
    return page<Shown>({
      draft: eventDraft(Object.fromEntries(searchParams), untouchedEvent()),
      audience,
      choices: await choicesFor(ctx.state, audience),
      refusal: null,
      pictureLost: (searchParams.get("picture") ?? "") !== "",
    });
  },

  async POST(ctx) {
    const { state } = ctx;
    if (state.viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { form, file } = await readFormWithFile(ctx.req, "picture", EVENT_FORM);
    const given = audienceDraft(form);
    const audience = given ?? UNDECIDED;
    const draft = eventDraft(formFields(form), untouchedEvent());
    const outcome = isSearch(form, audience)
      ? null
      : given === null
      ? refused("bad_audience")
      : await make(state, draft, audience, file, tracesOf(ctx.req, state));
    if (outcome?.ok) return seeOther(eventPath(outcome.value));
    const refusal = outcome?.refusal ?? null;
    const choices = await choicesFor(state, audience);
    const status = refusal === null ? 200 : formStatus(refusal);
    const pictureLost = file !== undefined;
    return page<Shown>({ draft, audience, choices, refusal, pictureLost }, { status, headers: retryAfter(outcome) });
  },
});

async function make(
  { deps, viewer }: State,
  { values, when }: EventDraft,
  audience: AudienceDraft,
  picture: Bytes | undefined,
  traces: Traces,
): Promise<Outcome<EventId>> {
  const form = eventForm.safeParse(values);
  if (!form.success) return refused("bad_event");
  const choice = choiceOf(audience);
  if (!choice.ok) return choice;
  const times = readWhen(when);
  if (!times.ok) return times;
  const { emoji, title, description, place } = form.data;
  const activity = { emoji, title };
  const wish = { activity, description, place, picture, audience: choice.value, times: times.value };
  return await createEvent(deps, viewer, wish, traces);
}

export default define.page<typeof handler>(function NewEvent({ data, state: { locale } }) {
  const { draft, audience, choices, refusal, pictureLost } = data;
  const say = speaker(eventWords, locale);
  const { topError, pictureError, ...errors } = errorsOf(refusal, locale);
  return (
    <div class="sheet sheet-wide">
      <PageTitle page={say("new_page")} locale={locale} />
      <div class="sheet-head">
        <h1>{say("new_page")}</h1>
        <p class="lead">{say("new_text")}</p>
      </div>
      <form class="form" method="post" action="/events/new" enctype="multipart/form-data">
        <DefaultButton />
        {topError !== null && (
          <Notice kind="error">
            <p>{topError}</p>
          </Notice>
        )}
        <EventFields locale={locale} {...draft} {...errors} />
        <AudiencePicker
          locale={locale}
          draft={audience}
          {...choices}
          action="/events/new"
          error={refusal === "bad_audience" ? errorText(refusal, locale) : null}
        />
        <OwnZone locale={locale} />
        <PictureField locale={locale} present={null} gone={false} error={pictureError} again={pictureLost}>
          <PicturePreview locale={locale} />
        </PictureField>
        <div class="sheet-deed">
          <Button type="submit" variant="primary" size="large">{say("save_new")}</Button>
        </div>
      </form>
    </div>
  );
});

/** What Enter in a field presses: without it, that would be the first button in the form, which searches. */
function DefaultButton() {
  return <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}
