/** A group, for who is in it: what it is, its open rooms, its members, and the link to bring people in. */
import { HttpError, page } from "fresh";
import { listGroupRooms } from "../../../actions/list_group_rooms.ts";
import { type ListedEvent, listEvents } from "../../../actions/list_events.ts";
import { type GroupView, readGroup } from "../../../actions/read_group.ts";
import { AskBack } from "../../../components/AskBack.tsx";
import { ButtonLink } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { errorText } from "../../../components/error_text.ts";
import { EventList } from "../../../components/EventList.tsx";
import { GroupMembers } from "../../../components/GroupMembers.tsx";
import { GroupRequests } from "../../../components/GroupRequests.tsx";
import { GroupRooms } from "../../../components/GroupRooms.tsx";
import { GroupPager, GroupSearch } from "../../../components/GroupSearch.tsx";
import { CalendarPlus } from "../../../components/icons.ts";
import { Notice } from "../../../components/Notice.tsx";
import { QrCode } from "../../../components/QrCode.tsx";
import { define } from "../../../define.ts";
import { groupLink } from "../../../domain/group.ts";
import { groupId, type PersonId, personId } from "../../../domain/ids.ts";
import type { TrayRoom } from "../../../domain/tray.ts";
import CopyLink from "../../../islands/CopyLink.tsx";
import LocalTimes from "../../../islands/LocalTimes.tsx";
import { statusOf } from "../../../protocol/api.ts";
import { groupWords } from "../../../words/groups.ts";
import { speaker } from "../../../words/speaker.ts";
import { pageHref, readPage } from "../../(_http)/list_page.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import { groupPath } from "../(_group)/answer_deed.ts";

interface Shown {
  readonly view: GroupView;
  readonly viewerId: PersonId;
  readonly rooms: readonly TrayRoom[];
  /** The next ones. */
  readonly events: readonly ListedEvent[];
  readonly query: string;
  readonly isFirst: boolean;
  /** What the last deed was refused for. */
  readonly isLastAdmin: boolean;
}

const EVENTS_SHOWN = 20;

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const id = groupId(ctx.params.id ?? "");
    if (viewer.kind === "guest") return seeOther(signInPath(ctx.url.pathname));
    const { query, after } = readPage(ctx.url, personId);
    const outcome = await readGroup(deps, viewer, id, { query, after });
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    const rooms = await listGroupRooms(deps, viewer, id);
    const events = await listEvents(deps, viewer, { which: "coming", after: null, group: id, limit: EVENTS_SHOWN });
    return page<Shown>({
      view: outcome.value,
      viewerId: viewer.personId,
      rooms: rooms.ok ? rooms.value : [],
      events: events.ok ? events.value.events : [],
      query,
      isFirst: after === null,
      isLastAdmin: ctx.url.searchParams.has("last_admin"),
    }, { headers: { "Cache-Control": "private, no-cache" } });
  },
});

export default define.page<typeof handler>(function GroupPage({ data, state: { deps, locale } }) {
  const { view, viewerId, rooms, events, query, isFirst, isLastAdmin } = data;
  const { group, role, size, members, next, requests } = view;
  const say = speaker(groupWords, locale);
  const path = groupPath(group.id);
  const link = groupLink(group.code, deps.publicUrl);
  const isAdmin = role === "admin";
  return (
    <div class="stack stack-wide">
      <PageTitle page={group.name} locale={locale} />
      <header class="group-head">
        <div class="stack stack-tight">
          <h1>
            <bdi>{group.name}</bdi>
          </h1>
          <div class="row">
            <span class="soft">{say("members", { count: size.members })}</span>
            {isAdmin && <span class="badge">{say("admin")}</span>}
          </div>
          {group.description !== "" && <p class="lead">{group.description}</p>}
        </div>
        <div class="row">
          <ButtonLink href={`/events/new?audience=group&group=${group.id}`} icon={CalendarPlus}>
            {say("make_event")}
          </ButtonLink>
          {isAdmin && <ButtonLink href={`${path}/edit`}>{say("edit")}</ButtonLink>}
        </div>
      </header>
      {isLastAdmin && (
        <Notice kind="error">
          <p>{errorText("last_admin", locale)}</p>
        </Notice>
      )}
      {rooms.length > 0 && (
        <section class="stack" aria-labelledby="open-rooms">
          <h2 id="open-rooms">{say("rooms")}</h2>
          <GroupRooms locale={locale} rooms={rooms} />
        </section>
      )}
      <LocalTimes locale={locale} />
      {events.length > 0 && (
        <EventList
          locale={locale}
          title={say("events")}
          events={events}
          viewerId={viewerId}
          allHref={null}
          now={deps.now()}
        />
      )}
      {requests.length > 0 && (
        <section class="stack" aria-labelledby="requests">
          <h2 id="requests">{say("requests")}</h2>
          <GroupRequests locale={locale} groupId={group.id} requests={requests} now={deps.now()} />
        </section>
      )}
      <div class="groups">
        <section class="stack" aria-labelledby="members">
          <h2 id="members">{say("member_list")}</h2>
          <GroupSearch locale={locale} action={path} label={say("search_members")} query={query} />
          {members.length === 0 ? <p class="soft">{say("nothing_found", { query })}</p> : (
            <GroupMembers
              locale={locale}
              groupId={group.id}
              members={members}
              viewerId={viewerId}
              isAdmin={isAdmin}
            />
          )}
          <GroupPager
            locale={locale}
            firstHref={isFirst ? null : pageHref(path, query, null)}
            nextHref={next === null ? null : pageHref(path, query, next)}
          />
        </section>
        <div class="stack">
          <Card as="section" labelledBy="invite">
            <div class="stack">
              <div class="stack stack-tight">
                <h2 id="invite">{say("invite")}</h2>
                <p class="soft">{say(`invite_${group.joining}`)}</p>
              </div>
              <div class="share">
                <CopyLink
                  id="join-link"
                  label={say("link")}
                  value={link}
                  copy={say("copy")}
                  copied={say("copied")}
                />
                <details class="share-qr">
                  <summary class="share-summary">{say("qr")}</summary>
                  <QrCode text={link} label={say("qr_label")} />
                </details>
              </div>
            </div>
          </Card>
          <div>
            <AskBack
              id="leave"
              deed={say("leave")}
              question={say("leave_question", { name: group.name })}
              text={size.members === 1 ? say("leave_last") : say("leave_text")}
              keep={say("leave_keep")}
              action={`${path}/leave`}
            />
          </div>
        </div>
      </div>
    </div>
  );
});
