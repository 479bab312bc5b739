/** Starting a room, in one step: what is going on. Leads straight into it. */
import { page } from "fresh";
import { createRoom } from "../../actions/create_room.ts";
import { ActivityPicker } from "../../components/ActivityPicker.tsx";
import { Button } from "../../components/Button.tsx";
import { errorText } from "../../components/error_text.ts";
import { Notice } from "../../components/Notice.tsx";
import { define } from "../../define.ts";
import { SUGGESTED_ACTIVITIES } from "../../domain/activity.ts";
import { type Refusal, refused } from "../../domain/refusal.ts";
import type { Activity } from "../../domain/room.ts";
import { createRoomForm } from "../../protocol/forms.ts";
import { roomFormWords } from "../../words/room_form.ts";
import { speaker } from "../../words/speaker.ts";
import { formStatus, readForm } from "../(_http)/form.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { MediaNotice } from "../(_page)/MediaNotice.tsx";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Shown {
  /** A suggestion's key, or `own`. */
  readonly chosen: string;
  readonly own: Activity;
  readonly refusal: Refusal | null;
}

const UNTOUCHED: Shown = { chosen: SUGGESTED_ACTIVITIES[0].key, own: { emoji: "✨", title: "" }, refusal: null };

export const handler = define.handlers({
  GET(ctx) {
    if (ctx.state.viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    return page<Shown>(UNTOUCHED);
  },

  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const fields = await readForm(ctx.req);
    const { activity: chosen = "own", emoji = "", title = "" } = fields;
    const form = createRoomForm.safeParse(suggested(chosen, locale) ?? { emoji, title });
    const outcome = form.success
      ? await createRoom(deps, viewer, { activity: form.data, audience: { kind: "link" } })
      : refused("bad_activity");
    if (outcome.ok) return seeOther(`/r/${outcome.value.code}`);
    const { refusal } = outcome;
    if (refusal === "not_signed_in") return seeOther(signInPath(ctx.url.pathname));
    return page<Shown>({ chosen, own: { emoji, title }, refusal }, { status: formStatus(refusal) });
  },
});

function suggested(key: string, locale: string): Activity | null {
  const found = SUGGESTED_ACTIVITIES.find((activity) => activity.key === key);
  return found ? { emoji: found.emoji, title: speaker(roomFormWords, locale)(`activity_${found.key}`) } : null;
}

export default define.page<typeof handler>(function NewRoom({ data, state }) {
  const { locale } = state;
  const { chosen, own, refusal } = data;
  const say = speaker(roomFormWords, locale);
  return (
    <div class="sheet sheet-wide">
      <PageTitle page={say("page")} locale={locale} />
      <MediaNotice state={state} />
      <div class="sheet-head">
        <h1>{say("heading")}</h1>
        <p class="lead">{say("text")}</p>
      </div>
      <form class="form" method="post" action="/rooms/new">
        {refusal !== null && refusal !== "bad_activity" && (
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
        <div class="sheet-deed">
          <Button type="submit" variant="primary" size="large">{say("start")}</Button>
          <p class="soft small">{say("start_hint")}</p>
        </div>
      </form>
    </div>
  );
});
