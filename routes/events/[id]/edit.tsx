/** Changing an event, for those who look after it. */
import { HttpError, page } from "fresh";
import { editEvent } from "../../../actions/edit_event.ts";
import { type EventView, readEvent } from "../../../actions/read_event.ts";
import type { EventPlace } from "../../../actions/seen_event.ts";
import { AskBack } from "../../../components/AskBack.tsx";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { EventFields } from "../../../components/EventFields.tsx";
import { EventPicture } from "../../../components/EventPicture.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PictureField } from "../../../components/PictureField.tsx";
import { define, type State } from "../../../define.ts";
import { eventPath } from "../../../domain/event.ts";
import { type Outcome, type Refusal, refused } from "../../../domain/refusal.ts";
import PicturePreview from "../../../islands/PicturePreview.tsx";
import { statusOf } from "../../../protocol/api.ts";
import { eventForm } from "../../../protocol/events.ts";
import { formFields } from "../../../protocol/forms.ts";
import { readWhen } from "../../../protocol/when.ts";
import { eventWords } from "../../../words/events.ts";
import { speaker } from "../../../words/speaker.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { eventPlace } from "../../(_http)/event_place.ts";
import { formStatus, readFormWithFile } from "../../(_http)/form.ts";
import { retryAfter } from "../../(_http)/retry_after.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import { draftOfEvent, errorsOf, EVENT_FORM, type EventDraft, eventDraft } from "../(_event)/draft.ts";

interface Shown {
  readonly view: EventView;
  readonly draft: EventDraft;
  readonly refusal: Refusal | null;
  readonly pictureGone: boolean;
  /** A picture was chosen, which the form as it is shown again cannot hold. */
  readonly pictureLost: boolean;
}

export const handler = define.handlers({
  async GET(ctx) {
    const view = await managedView(ctx.req, ctx.state, eventPlace(ctx.params, ctx.url));
    if (view === null) return seeOther(signInPath(ctx.url.pathname));
    const draft = draftOfEvent(view.event);
    return page<Shown>({ view, draft, refusal: null, pictureGone: false, pictureLost: false });
  },

  async POST(ctx) {
    const { deps } = ctx.state;
    const place = eventPlace(ctx.params, ctx.url);
    const view = await managedView(ctx.req, ctx.state, place);
    if (view === null) return seeOther(signInPath(ctx.url.pathname));
    const { form, file } = await readFormWithFile(ctx.req, "picture", EVENT_FORM);
    const draft = eventDraft(formFields(form), draftOfEvent(view.event));
    const pictureGone = form.get("picture_gone") === "yes";
    const picture = file ?? (pictureGone ? null : undefined);
    const outcome = await save(
      draft,
      (change) => editEvent(deps, askerOf(ctx.req, ctx.state), place, { ...change, picture }),
    );
    if (outcome.ok) return seeOther(eventPath(place.id));
    const { refusal } = outcome;
    const pictureLost = file !== undefined;
    return page<Shown>({ view, draft, refusal, pictureGone, pictureLost }, {
      status: formStatus(refusal),
      headers: retryAfter(outcome),
    });
  },
});

/** Null for who is not signed in. */
async function managedView(req: Request, state: State, place: EventPlace): Promise<EventView | null> {
  const outcome = await readEvent(state.deps, askerOf(req, state), place);
  if (!outcome.ok && outcome.refusal === "not_signed_in") return null;
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  if (!outcome.value.manages) throw new HttpError(statusOf("not_found"));
  return outcome.value;
}

async function save(
  { values, when }: EventDraft,
  edit: (change: Parameters<typeof editEvent>[3]) => Promise<Outcome<null>>,
): Promise<Outcome<null>> {
  const form = eventForm.safeParse(values);
  if (!form.success) return refused("bad_event");
  const times = readWhen(when);
  if (!times.ok) return times;
  const { emoji, title, description, place } = form.data;
  const { start, end, zone } = times.value;
  return await edit({ activity: { emoji, title }, description, place, start, end: end ?? null, zone });
}

export default define.page<typeof handler>(function EditEvent({ data, state: { locale } }) {
  const { view: { event, state }, draft, refusal, pictureGone, pictureLost } = data;
  const say = speaker(eventWords, locale);
  const path = eventPath(event.id);
  const { title } = event.room.activity;
  const { topError, pictureError, ...errors } = errorsOf(refusal, locale);
  return (
    <div class="sheet sheet-wide">
      <PageTitle page={say("edit_page", { title })} locale={locale} />
      <div class="sheet-head">
        <h1>
          <bdi>{say("edit_page", { title })}</bdi>
        </h1>
      </div>
      <Card>
        <form class="form" method="post" action={`${path}/edit`} enctype="multipart/form-data">
          {topError !== null && (
            <Notice kind="error">
              <p>{topError}</p>
            </Notice>
          )}
          <EventFields locale={locale} {...draft} {...errors} />
          <PictureField
            locale={locale}
            present={event.picture && <EventPicture event={event} code={null} />}
            gone={pictureGone}
            error={pictureError}
            again={pictureLost}
          >
            <PicturePreview locale={locale} />
          </PictureField>
          <div class="sheet-deed">
            <Button type="submit" variant="primary" size="large">{say("save")}</Button>
            <ButtonLink href={path} variant="plain">{say("back")}</ButtonLink>
          </div>
        </form>
      </Card>
      <Card as="section" tone="quiet" labelledBy="audience-elsewhere">
        <div class="stack">
          <div class="stack stack-tight">
            <h2 id="audience-elsewhere">{say("audience_elsewhere")}</h2>
            <p class="soft">{say("audience_elsewhere_text")}</p>
          </div>
          <div>
            <ButtonLink href={`/rooms/${event.room.id}#audience-title`}>{say("manage")}</ButtonLink>
          </div>
        </div>
      </Card>
      {state === "coming" && (
        <div>
          <AskBack
            id="cancel"
            deed={say("cancel")}
            question={say("cancel_question", { title })}
            text={say("cancel_text")}
            keep={say("cancel_keep")}
            action={`${path}/cancel`}
          />
        </div>
      )}
    </div>
  );
});
