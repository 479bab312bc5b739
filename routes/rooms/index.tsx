/** All the rooms that one has started, newest first, a page at a time. */
import { page } from "fresh";
import { listOwnRooms, type OwnRoomPage } from "../../actions/list_own_rooms.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Plus } from "../../components/icons.ts";
import { OwnRoomRow } from "../../components/OwnRoomRow.tsx";
import { define } from "../../define.ts";
import { roomId } from "../../domain/ids.ts";
import { ownRoomsWords } from "../../words/own_rooms.ts";
import { speaker } from "../../words/speaker.ts";
import { pageHref, readPage } from "../(_http)/list_page.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Shown extends OwnRoomPage {
  readonly isFirst: boolean;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const { after } = readPage(ctx.url, roomId);
    const outcome = await listOwnRooms(deps, viewer, after);
    if (!outcome.ok) return seeOther(signInPath(ctx.url.pathname));
    return page<Shown>({ ...outcome.value, isFirst: after === null });
  },
});

export default define.page<typeof handler>(function OwnRooms({ data, state: { deps, locale } }) {
  const { rooms, next, isFirst } = data;
  const say = speaker(ownRoomsWords, locale);
  const now = deps.now();
  return (
    <div class="sheet sheet-wide stack">
      <PageTitle page={say("page")} locale={locale} />
      <header class="own-rooms-head">
        <div class="stack stack-tight">
          <h1>{say("heading")}</h1>
          <p class="lead">{say("text")}</p>
        </div>
        {(rooms.length > 0 || !isFirst) && <StartRoom label={say("start")} />}
      </header>
      {rooms.length > 0 && (
        <ul class="own-rooms">
          {rooms.map(({ room, inside }) => (
            <OwnRoomRow key={room.id} locale={locale} room={room} inside={inside} now={now} />
          ))}
        </ul>
      )}
      {rooms.length === 0 && isFirst && (
        <EmptyState title={say("empty_title")} text={say("empty")}>
          <StartRoom label={say("start")} />
        </EmptyState>
      )}
      {rooms.length === 0 && !isFirst && <p class="soft">{say("none_further")}</p>}
      {(next !== null || !isFirst) && (
        <nav class="row" aria-label={say("pages")}>
          {!isFirst && <ButtonLink href="/rooms" variant="plain">{say("first")}</ButtonLink>}
          {next !== null && <ButtonLink href={pageHref("/rooms", "", next)}>{say("next")}</ButtonLink>}
        </nav>
      )}
    </div>
  );
});

function StartRoom({ label }: { readonly label: string }) {
  return <ButtonLink href="/rooms/new" variant="primary" icon={Plus}>{label}</ButtonLink>;
}
