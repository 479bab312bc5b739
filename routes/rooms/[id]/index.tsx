/** The host's page of a room: who can see it, who is inside, its link; and changing whom it is for. */
import { HttpError, page } from "fresh";
import { changeRoom } from "../../../actions/change_room.ts";
import { listSeats, type SeatSummary } from "../../../actions/list_seats.ts";
import type { ShowingPreview } from "../../../actions/plan_showing.ts";
import { readShowing, type ShownRoom } from "../../../actions/read_showing.ts";
import { AudiencePicker } from "../../../components/AudiencePicker.tsx";
import { Button } from "../../../components/Button.tsx";
import { errorText } from "../../../components/error_text.ts";
import { HostedRoom } from "../../../components/HostedRoom.tsx";
import { define, type State } from "../../../define.ts";
import { type AudienceDraft, choiceOf, UNDECIDED } from "../../../domain/audience.ts";
import { roomId } from "../../../domain/ids.ts";
import { roomLink } from "../../../domain/link.ts";
import { type Refusal, refused } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { audienceDraft } from "../../../protocol/forms.ts";
import { hostedRoomWords } from "../../../words/hosted_room.ts";
import { speaker } from "../../../words/speaker.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { formStatus, readFormData } from "../../(_http)/form.ts";
import { seeOther } from "../../(_http)/see_other.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import { choicesFor, isSearch } from "../(_audience)/choices.ts";

interface Shown {
  readonly shown: ShownRoom;
  readonly seats: readonly SeatSummary[];
  readonly draft: AudienceDraft;
  readonly choices: ShowingPreview;
  readonly refusal: Refusal | null;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { searchParams } = ctx.url;
    const draft = searchParams.has("audience") ? audienceDraft(searchParams) : null;
    return page<Shown>(await load(ctx.req, ctx.state, ctx.params.id, draft, null));
  },

  async POST(ctx) {
    const { deps } = ctx.state;
    const id = roomId(ctx.params.id ?? "");
    const form = await readFormData(ctx.req);
    const draft = audienceDraft(form);
    if (draft !== null && isSearch(form, draft)) return page<Shown>(await load(ctx.req, ctx.state, id, draft, null));
    const choice = draft === null ? refused("bad_audience") : choiceOf(draft);
    const outcome = choice.ok
      ? await changeRoom(deps, askerOf(ctx.req, ctx.state), id, { audience: choice.value })
      : choice;
    if (outcome.ok) return seeOther(`/rooms/${outcome.value.id}`);
    const { refusal } = outcome;
    return page<Shown>(await load(ctx.req, ctx.state, id, draft, refusal), { status: formStatus(refusal) });
  },
});

async function load(
  req: Request,
  state: State,
  id = "",
  draft: AudienceDraft | null,
  refusal: Refusal | null,
): Promise<Shown> {
  const { deps, viewer } = state;
  const outcome = await readShowing(deps, viewer, roomId(id));
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  const shown = outcome.value;
  const seats = await listSeats(deps, askerOf(req, state), shown.room.id);
  const now = draft ?? draftOf(shown);
  return { shown, seats: seats.ok ? seats.value : [], draft: now, choices: await choicesFor(state, now), refusal };
}

/** As it is now. */
function draftOf({ room, placed }: ShownRoom): AudienceDraft {
  const { audience } = room;
  const ids = placed.filter(({ struck }) => audience.kind === "people" || struck).map(({ personId }) => personId);
  return {
    ...UNDECIDED,
    kind: audience.kind,
    personIds: audience.kind === "people" ? ids : [],
    struckIds: audience.kind === "friends" ? ids : [],
    toAll: room.shownToAll,
    groupId: audience.kind === "group" ? audience.groupId : null,
  };
}

export default define.page<typeof handler>(function HostedRoomPage({ data, state: { deps, locale } }) {
  const { shown, seats, draft, choices, refusal } = data;
  const { room } = shown;
  const say = speaker(hostedRoomWords, locale);
  const path = `/rooms/${room.id}`;
  return (
    <div class="sheet sheet-wide">
      <PageTitle page={say("page", { title: room.activity.title })} locale={locale} />
      <HostedRoom
        locale={locale}
        room={room}
        foresight={shown.foresight}
        seats={seats}
        link={roomLink(room.code, deps.publicUrl)}
      />
      {room.state !== "ended" && (
        <form class="form" method="post" action={path}>
          <p class="soft">{say("audience_hint")}</p>
          <AudiencePicker
            locale={locale}
            draft={draft}
            {...choices}
            action={path}
            error={refusal === null ? null : errorText(refusal, locale)}
          />
          <div class="sheet-deed">
            <Button type="submit" variant="primary" size="large">{say("save")}</Button>
          </div>
        </form>
      )}
    </div>
  );
});
