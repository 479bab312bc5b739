/** The operator's overview: reports, the media server, open rooms. */
import { HttpError, page } from "fresh";
import { listOpenRooms, type OpenRoomPage } from "../../actions/list_open_rooms.ts";
import { listReports, type ReportPage } from "../../actions/list_reports.ts";
import { AdminPages } from "../../components/AdminPages.tsx";
import { ButtonLink } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { MediaState } from "../../components/MediaState.tsx";
import { OpenRoomRow } from "../../components/OpenRoomRow.tsx";
import { ReportCard } from "../../components/ReportCard.tsx";
import { define } from "../../define.ts";
import { readReportCursor, writeReportCursor, writeRoomCursor } from "../../protocol/admin.ts";
import { statusOf } from "../../protocol/api.ts";
import { adminWords } from "../../words/admin.ts";
import { speaker } from "../../words/speaker.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Shown {
  readonly reports: ReportPage;
  readonly rooms: OpenRoomPage;
  /** Whether this is a later page of reports than the first. */
  readonly later: boolean;
}

const ROOMS_SHOWN = 10;

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const after = readReportCursor(ctx.url.searchParams.get("after"));
    const [reports, rooms] = await Promise.all([
      listReports(deps, viewer, after),
      listOpenRooms(deps, viewer, { after: null, limit: ROOMS_SHOWN }),
    ]);
    if (!reports.ok) throw new HttpError(statusOf(reports.refusal));
    if (!rooms.ok) throw new HttpError(statusOf(rooms.refusal));
    return page<Shown>({ reports: reports.value, rooms: rooms.value, later: after !== null });
  },
});

export default define.page<typeof handler>(function Overview({ data, state: { deps, locale }, url }) {
  const say = speaker(adminWords, locale);
  const now = deps.now();
  const back = url.pathname + url.search;
  const { reports: { reports, open, next }, rooms, later } = data;
  return (
    <div class="stack stack-wide admin">
      <PageTitle page={say("title")} locale={locale} />
      <AdminPages locale={locale} path={url.pathname} />
      <div class="stack stack-tight">
        <h1>{say("title")}</h1>
        <p class="lead">{say("lead", { open })}</p>
      </div>
      <div class="admin-grid">
        <section class="stack" aria-labelledby="reports">
          <h2 class="admin-title" id="reports">{say("reports")}</h2>
          {reports.length === 0 && !later
            ? <EmptyState title={say("reports_empty_title")} text={say("reports_empty")} />
            : (
              <ul class="cases" aria-label={say("reports_list")}>
                {reports.map((report) => (
                  <ReportCard key={report.id} locale={locale} now={now} report={report} back={back} />
                ))}
              </ul>
            )}
          {(later || next !== null) && (
            <div class="row">
              {later && <ButtonLink href="/admin">{say("reports_first")}</ButtonLink>}
              {next !== null && (
                <ButtonLink href={`/admin?after=${writeReportCursor(next)}`}>{say("reports_older")}</ButtonLink>
              )}
            </div>
          )}
        </section>
        <div class="stack">
          <MediaState locale={locale} {...deps.gateway.health()} />
          <section class="stack" aria-labelledby="rooms">
            <h2 class="admin-title" id="rooms">{say("rooms")}</h2>
            {rooms.rooms.length === 0
              ? <p class="soft">{say("rooms_empty")}</p>
              : (
                <ul class="open-rooms" aria-label={say("rooms_list")}>
                  {rooms.rooms.map((room) => (
                    <OpenRoomRow key={room.id} locale={locale} now={now} room={room} back={back} />
                  ))}
                </ul>
              )}
            {rooms.next !== null && (
              <ButtonLink href={`/admin/rooms?after=${writeRoomCursor(rooms.next)}`}>{say("rooms_older")}</ButtonLink>
            )}
          </section>
        </div>
      </div>
    </div>
  );
});
