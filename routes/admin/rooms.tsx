/** Every open room, a page at a time. */
import { HttpError, page } from "fresh";
import { listOpenRooms, type OpenRoomPage } from "../../actions/list_open_rooms.ts";
import { AdminPages } from "../../components/AdminPages.tsx";
import { ButtonLink } from "../../components/Button.tsx";
import { OpenRoomRow } from "../../components/OpenRoomRow.tsx";
import { define } from "../../define.ts";
import { readRoomCursor, writeRoomCursor } from "../../protocol/admin.ts";
import { statusOf } from "../../protocol/api.ts";
import { adminWords } from "../../words/admin.ts";
import { speaker } from "../../words/speaker.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Shown extends OpenRoomPage {
  readonly later: boolean;
}

const A_PAGE = 50;

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const after = readRoomCursor(ctx.url.searchParams.get("after"));
    const outcome = await listOpenRooms(deps, viewer, { after, limit: A_PAGE });
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    return page<Shown>({ ...outcome.value, later: after !== null });
  },
});

export default define.page<typeof handler>(function OpenRooms({ data, state: { deps, locale }, url }) {
  const say = speaker(adminWords, locale);
  const { rooms, next, later } = data;
  return (
    <div class="stack narrow admin">
      <PageTitle page={say("rooms")} locale={locale} />
      <AdminPages locale={locale} path={url.pathname} />
      <h1>{say("rooms")}</h1>
      {rooms.length === 0
        ? <p class="soft">{say("rooms_empty")}</p>
        : (
          <ul class="open-rooms" aria-label={say("rooms_list")}>
            {rooms.map((room) => (
              <OpenRoomRow
                key={room.id}
                locale={locale}
                now={deps.now()}
                room={room}
                back={url.pathname + url.search}
              />
            ))}
          </ul>
        )}
      {(later || next !== null) && (
        <div class="row">
          {later && <ButtonLink href="/admin/rooms">{say("rooms_first")}</ButtonLink>}
          {next !== null && (
            <ButtonLink href={`/admin/rooms?after=${writeRoomCursor(next)}`}>{say("rooms_older")}</ButtonLink>
          )}
        </div>
      )}
    </div>
  );
});
