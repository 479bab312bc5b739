/** Starting a room, in one step: what is going on, who it is for, and when it opens. Leads straight to its door. */
import { page } from "fresh";
import { createRoom } from "../../actions/create_room.ts";
import type { ShowingPreview } from "../../actions/plan_showing.ts";
import { ActivityPicker } from "../../components/ActivityPicker.tsx";
import { AudiencePicker } from "../../components/AudiencePicker.tsx";
import { Button } from "../../components/Button.tsx";
import { errorText } from "../../components/error_text.ts";
import { OF_GROUP, RoomOptions } from "../../components/RoomOptions.tsx";
import { Notice } from "../../components/Notice.tsx";
import { WhenPicker } from "../../components/WhenPicker.tsx";
import { define, type State } from "../../define.ts";
import { SUGGESTED_ACTIVITIES } from "../../domain/activity.ts";
import { type AudienceDraft, choiceOf, UNDECIDED } from "../../domain/audience.ts";
import { granted, type Outcome, type Refusal, refused } from "../../domain/refusal.ts";
import type { Activity, Room } from "../../domain/room.ts";
import type { Traces } from "../../domain/traces.ts";
import { defaultSettings, SEAT_LIMIT } from "../../domain/room_settings.ts";
import { audienceDraft, createRoomForm, formFields } from "../../protocol/forms.ts";
import OwnZone from "../../islands/OwnZone.tsx";
import { readSettingsForm } from "../../protocol/hosting.ts";
import { readWhen, untouchedWhen, type WhenDraft, whenDraft } from "../../protocol/when.ts";
import { roomFormWords } from "../../words/room_form.ts";
import { speaker } from "../../words/speaker.ts";
import { tracesOf } from "../(_http)/asker.ts";
import { retryAfter } from "../(_http)/retry_after.ts";
import { formStatus, readFormData } from "../(_http)/form.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { MediaNotice } from "../(_page)/MediaNotice.tsx";
import { PageTitle } from "../(_page)/PageTitle.tsx";
import { choicesFor, isSearch } from "./(_audience)/choices.ts";
import { type Fields, fieldsAfter, type SettingsDraft, settingsDraft } from "./(_settings)/draft.ts";

interface Draft {
  /** A suggestion's key, or `own`. */
  readonly chosen: string;
  readonly own: Activity;
  readonly audience: AudienceDraft;
  readonly ofGroup: SettingsDraft;
  readonly ofOthers: SettingsDraft;
  /** What was sent of the settings that count for the audience; null if nothing was. */
  readonly settings: Fields | null;
  readonly when: WhenDraft;
}

interface Shown extends Draft {
  readonly choices: ShowingPreview;
  readonly refusal: Refusal | null;
}

/** These stand with the fields that they are about. */
const ABOUT_TIME: readonly Refusal[] = ["bad_time", "in_the_past", "bad_end", "bad_zone", "bad_rule"];
const BESIDE_FIELDS: readonly Refusal[] = [
  "bad_activity",
  "bad_audience",
  "bad_settings",
  "bad_repeat_end",
  ...ABOUT_TIME,
];

const UNTOUCHED = { activity: SUGGESTED_ACTIVITIES[0].key, emoji: "✨" };

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { searchParams } = ctx.url;
    const draft = draftOf({ ...UNTOUCHED, ...Object.fromEntries(searchParams) }, audienceDraft(searchParams));
    return page<Shown>({ ...draft, choices: await choicesFor(ctx.state, draft.audience), refusal: null });
  },

  async POST(ctx) {
    const { state } = ctx;
    const form = await readFormData(ctx.req);
    const audience = audienceDraft(form);
    const draft = draftOf(formFields(form), audience);
    const seeks = isSearch(form, draft.audience);
    const outcome = seeks
      ? null
      : audience === null
      ? refused("bad_audience")
      : await start(state, draft, tracesOf(ctx.req, state));
    if (outcome?.ok) return seeOther(`/r/${outcome.value.code}`);
    const refusal = outcome?.refusal ?? null;
    if (state.viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const choices = await choicesFor(state, draft.audience);
    const status = refusal === null ? 200 : formStatus(refusal);
    return page<Shown>({ ...draft, choices, refusal }, { status, headers: retryAfter(outcome) });
  },
});

function draftOf(fields: Fields, given: AudienceDraft | null): Draft {
  const { activity: chosen = "own", emoji = "", title = "" } = fields;
  const audience = given ?? UNDECIDED;
  const groupFields = fieldsAfter(fields, OF_GROUP);
  const counting = audience.kind === "group" ? groupFields : fields;
  return {
    chosen,
    own: { emoji, title },
    audience,
    ofGroup: settingsDraft(groupFields, sensible("group")),
    ofOthers: settingsDraft(fields, sensible("link")),
    settings: counting.whenHostLeaves === undefined ? null : counting,
    when: whenDraft({ when: "now", ...fields }, untouchedWhen("UTC")),
  };
}

function sensible(kind: AudienceDraft["kind"]): SettingsDraft {
  return { settings: defaultSettings(kind), seats: String(SEAT_LIMIT) };
}

async function start(
  { deps, viewer, locale }: State,
  { chosen, own, audience, settings, when }: Draft,
  traces: Traces,
): Promise<Outcome<Room>> {
  const activity = createRoomForm.safeParse(suggested(chosen, locale) ?? own);
  if (!activity.success) return refused("bad_activity");
  const choice = choiceOf(audience);
  if (!choice.ok) return choice;
  const options = settings === null ? {} : readSettingsForm(settings);
  if (options === null) return refused("bad_settings");
  const wish = when.isLater ? readWhen(when) : granted(null);
  if (!wish.ok) return wish;
  const schedule = wish.value === null ? {} : { schedule: wish.value };
  const room = { activity: activity.data, audience: choice.value, ...options, ...schedule };
  return await createRoom(deps, viewer, room, traces);
}

function suggested(key: string, locale: string): Activity | null {
  const found = SUGGESTED_ACTIVITIES.find((activity) => activity.key === key);
  return found ? { emoji: found.emoji, title: speaker(roomFormWords, locale)(`activity_${found.key}`) } : null;
}

export default define.page<typeof handler>(function NewRoom({ data, state }) {
  const { locale } = state;
  const { chosen, own, audience, ofGroup, ofOthers, when, choices, refusal } = data;
  const say = speaker(roomFormWords, locale);
  const isElsewhere = refusal !== null && !BESIDE_FIELDS.includes(refusal);
  return (
    <div class="sheet sheet-wide">
      <PageTitle page={say("page")} locale={locale} />
      <MediaNotice state={state} />
      <div class="sheet-head">
        <h1>{say("heading")}</h1>
        <p class="lead">{say("text")}</p>
      </div>
      <form class="form" method="post" action="/rooms/new">
        <DefaultButton />
        {isElsewhere && (
          <Notice kind="error">
            <p>{errorText(refusal, locale)}</p>
          </Notice>
        )}
        <ActivityPicker
          locale={locale}
          chosen={chosen}
          own={own}
          error={refusal === "bad_activity" ? errorText(refusal, locale) : undefined}
        />
        <AudiencePicker
          locale={locale}
          draft={audience}
          {...choices}
          action="/rooms/new"
          error={refusal === "bad_audience" ? errorText(refusal, locale) : null}
        />
        <WhenPicker
          locale={locale}
          {...when}
          error={refusal !== null && ABOUT_TIME.includes(refusal) ? errorText(refusal, locale) : undefined}
          repeatError={refusal === "bad_repeat_end" ? errorText(refusal, locale) : undefined}
        />
        <OwnZone locale={locale} />
        <RoomOptions
          locale={locale}
          ofGroup={ofGroup}
          ofOthers={ofOthers}
          error={refusal === "bad_settings" ? errorText(refusal, locale) : undefined}
        />
        <div class="sheet-deed">
          <Button type="submit" variant="primary" size="large">{say("start")}</Button>
          <p class="soft small">{say("start_hint")}</p>
        </div>
      </form>
    </div>
  );
});

/** What Enter in a field presses: without it, that would be the first button in the form, which searches. */
function DefaultButton() {
  return <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}
