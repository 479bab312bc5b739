/** A room's page for those who look after it: its host, and co-hosts with or without an account. Its forms are sent here. */
import { HttpError, page, type PageResponse } from "fresh";
import { changeRoom, type RoomChange } from "../../../actions/change_room.ts";
import type { Invitees } from "../../../actions/list_invitees.ts";
import { type HostPage as Page, openHostPage } from "../../../actions/open_host_page.ts";
import type { ShowingPreview } from "../../../actions/plan_showing.ts";
import { readShowing, type ShownRoom } from "../../../actions/read_showing.ts";
import { define, type State } from "../../../define.ts";
import { choiceOf } from "../../../domain/audience.ts";
import { type RoomId, roomId } from "../../../domain/ids.ts";
import { roomLink } from "../../../domain/link.ts";
import { granted, type Outcome, refused } from "../../../domain/refusal.ts";
import { type Seat, SILENT } from "../../../domain/room.ts";
import { statusOf } from "../../../protocol/api.ts";
import { audienceDraft, createRoomForm, formFields } from "../../../protocol/forms.ts";
import { readSettingsForm } from "../../../protocol/hosting.ts";
import { INVITE_LIMIT_BYTES } from "../../../protocol/invitations.ts";
import { readWhen, untouchedWhen, whenDraft } from "../../../protocol/when.ts";
import { hostingWords } from "../../../words/hosting.ts";
import { speaker } from "../../../words/speaker.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { formStatus, readFormData } from "../../(_http)/form.ts";
import { seeOther } from "../../(_http)/see_other.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import { choicesFor, isSearch } from "../(_audience)/choices.ts";
import { activityDraft, audienceNow, type Drafts, refusalIn } from "../(_host)/drafts.ts";
import { HostPage } from "../(_host)/HostPage.tsx";
import {
  answerInviteForm,
  invitationsAfter,
  inviteesFor,
  type InviteFormAnswer,
  inviteNews,
} from "../(_host)/invite_forms.ts";
import { settingsDraft } from "../(_settings)/draft.ts";

interface Shown {
  readonly page: Page;
  readonly drafts: Drafts;
  readonly invitees: Invitees;
  /** Null for co-hosts. */
  readonly audience: { readonly shown: ShownRoom; readonly choices: ShowingPreview } | null;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { url } = ctx;
    const audience = url.searchParams.has("audience") ? { audience: audienceDraft(url.searchParams) } : {};
    const refusal = refusalIn(url);
    const drafts = { ...audience, ...(refusal === undefined ? {} : { refusal }), invites: inviteNews(url) };
    return page<Shown>(await load(ctx, drafts));
  },

  async POST(ctx) {
    const id = roomId(ctx.params.id ?? "");
    const form = await readFormData(ctx.req, INVITE_LIMIT_BYTES);
    const asked = await answerInviteForm(ctx, id, form);
    if (asked !== null) return await afterAsking(ctx, id, asked);
    const wish = wishOf(form);
    if (wish === "search") return page<Shown>(await load(ctx, { audience: audienceDraft(form) }));
    const outcome = wish.change.ok
      ? await changeRoom(ctx.state.deps, askerOf(ctx.req, ctx.state), id, wish.change.value)
      : wish.change;
    if (outcome.ok) return seeOther(`/rooms/${outcome.value.id}`);
    const { refusal: code } = outcome;
    const shown = await load(ctx, {
      refusal: { code, at: code === "room_ended" || code === "already_open" ? "top" : wish.at },
    });
    return page<Shown>({ ...shown, drafts: { ...shown.drafts, ...draftsOf(wish.at, form, shown.page) } }, {
      status: formStatus(code),
    });
  },
});

async function afterAsking(
  asked: Asked,
  id: RoomId,
  answer: InviteFormAnswer,
): Promise<Response | PageResponse<Shown>> {
  switch (answer.kind) {
    case "done":
      return seeOther(`/rooms/${encodeURIComponent(id)}?${new URLSearchParams(answer.news)}#invitations`);
    case "again":
      return page<Shown>(await load(asked, { invites: answer.drafts }), { status: answer.status });
    case "refused": {
      const { refusal: code } = answer;
      return page<Shown>(await load(asked, { refusal: { code, at: "top" } }), { status: formStatus(code) });
    }
  }
}

interface Wish {
  readonly at: "rename" | "settings" | "audience" | "schedule";
  readonly change: Outcome<RoomChange>;
}

function wishOf(form: FormData): Wish | "search" {
  const fields = formFields(form);
  switch (fields.form) {
    case "rename": {
      const read = createRoomForm.safeParse(fields);
      return { at: "rename", change: read.success ? granted({ activity: read.data }) : refused("bad_activity") };
    }
    case "settings": {
      const read = readSettingsForm(fields);
      return { at: "settings", change: read === null ? refused("bad_settings") : granted(read) };
    }
    case "schedule": {
      const wish = readWhen(whenDraft(fields, untouchedWhen("UTC")));
      return { at: "schedule", change: wish.ok ? granted({ schedule: wish.value }) : wish };
    }
    default: {
      const draft = audienceDraft(form);
      if (draft !== null && isSearch(form, draft)) return "search";
      const choice = draft === null ? refused("bad_audience") : choiceOf(draft);
      return { at: "audience", change: choice.ok ? granted({ audience: choice.value }) : choice };
    }
  }
}

function draftsOf(at: Wish["at"], form: FormData, { room }: Page): Drafts {
  const fields = formFields(form);
  switch (at) {
    case "rename":
      return { activity: activityDraft(fields) };
    case "settings":
      return { settings: settingsDraft(fields, { settings: room.settings, seats: String(room.seatLimit) }) };
    case "audience":
      return { audience: audienceDraft(form) };
    case "schedule":
      return { schedule: whenDraft(fields, untouchedWhen("UTC")) };
  }
}

interface Asked {
  readonly req: Request;
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
}

/** Throws as whoever may not look after the room is answered: as if there were none. */
async function load({ req, state, params, url }: Asked, drafts: Drafts): Promise<Shown> {
  const { deps, viewer } = state;
  const id = roomId(params.id ?? "");
  const opened = await openHostPage(deps, askerOf(req, state), id, {
    before: beforeIn(url),
    invitationsAfter: invitationsAfter(url),
  });
  if (!opened.ok) throw new HttpError(statusOf(opened.refusal));
  const invitees = await inviteesFor(state, drafts.invites ?? {});
  const shown = opened.value.isHost ? await readShowing(deps, viewer, id) : refused("not_found");
  if (!shown.ok) return { page: opened.value, drafts, invitees, audience: null };
  const draft = drafts.audience ?? audienceNow(shown.value);
  return {
    page: opened.value,
    invitees,
    drafts: { ...drafts, audience: draft },
    audience: { shown: shown.value, choices: await choicesFor(state, draft) },
  };
}

/** Behind which entry of the history the page goes on. */
function beforeIn({ searchParams }: URL): number | null {
  const before = searchParams.get("before");
  return before !== null && /^\d{1,15}$/.test(before) ? Number(before) : null;
}

/** As the live side knows them; who is not connected there is away. */
function seatsOf({ signalling }: State, { room, seats }: Page): readonly Seat[] {
  const live = signalling.live(room.id);
  return seats.map((seat) => {
    const { presence, media } = live?.seats.find(({ id }) => id === seat.id) ?? { presence: "away", media: SILENT };
    return { ...seat, joinedAt: seat.joinedAt.getTime(), presence, media, speaking: false };
  });
}

export default define.page<typeof handler>(function RoomPage({ data, state, url }) {
  const { page: opened, drafts, invitees, audience } = data;
  const { deps, locale } = state;
  const { room } = opened;
  const say = speaker(hostingWords, locale);
  return (
    <>
      <PageTitle page={say("page", { title: room.activity.title })} locale={locale} />
      <HostPage
        locale={locale}
        page={opened}
        seats={seatsOf(state, opened)}
        link={roomLink(room.code, deps.publicUrl)}
        drafts={drafts}
        invitees={invitees}
        publicUrl={deps.publicUrl}
        isNewestInvitations={invitationsAfter(url) === null}
        audience={audience && {
          draft: drafts.audience ?? audienceNow(audience.shown),
          choices: audience.choices,
          foresight: audience.shown.foresight,
        }}
        justRemoved={url.searchParams.get("removed")}
        isNewest={beforeIn(url) === null}
      />
    </>
  );
});
