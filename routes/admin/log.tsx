/** The record of every deed of hosts and the operator; of one room or one person, if asked for. */
import { HttpError, page } from "fresh";
import { type DeedPage, listHouseDeeds, type StoredEntry } from "../../actions/list_deeds.ts";
import { AdminPages } from "../../components/AdminPages.tsx";
import { AuditLine } from "../../components/AuditLine.tsx";
import { ButtonLink } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { define } from "../../define.ts";
import { roomId } from "../../domain/ids.ts";
import { logQuery } from "../../protocol/admin.ts";
import { statusOf } from "../../protocol/api.ts";
import { adminWords } from "../../words/admin.ts";
import { speaker } from "../../words/speaker.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Filter {
  readonly room: string | null;
  readonly person: string | null;
}

interface Shown extends DeedPage {
  readonly filter: Filter;
  readonly later: boolean;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const { searchParams } = ctx.url;
    const query = logQuery.safeParse({
      room: searchParams.get("room"),
      person: searchParams.get("person"),
      before: searchParams.get("before"),
    });
    if (!query.success) throw new HttpError(404);
    const { room, person, before } = query.data;
    const asked = { room: room === null ? null : roomId(room), somebody: person, before };
    const outcome = await listHouseDeeds(deps, viewer, asked);
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    return page<Shown>({ ...outcome.value, filter: { room, person }, later: before !== null });
  },
});

export default define.page<typeof handler>(function Log({ data, state: { deps, locale }, url }) {
  const say = speaker(adminWords, locale);
  const now = deps.now();
  const { deeds, next, filter, later } = data;
  const isFiltered = filter.room !== null || filter.person !== null;
  return (
    <div class="stack narrow admin">
      <PageTitle page={say("log_title")} locale={locale} />
      <AdminPages locale={locale} path={url.pathname} />
      <div class="stack stack-tight">
        <h1>{say("log_title")}</h1>
        <p class="lead">{say("log_lead")}</p>
      </div>
      {isFiltered && (
        <div class="row">
          <span>{say(filter.room === null ? "log_filtered_person" : "log_filtered_room")}</span>
          <ButtonLink href="/admin/log" variant="plain">{say("log_all")}</ButtonLink>
        </div>
      )}
      {deeds.length === 0 && !later
        ? <EmptyState title={say("log_empty_title")} text={say("log_empty")} />
        : (
          <ul class="told-list" aria-label={say("log_list")}>
            {deeds.map((entry) => (
              <AuditLine key={entry.id} locale={locale} now={now} entry={entry}>
                <LookUps locale={locale} entry={entry} filter={filter} />
              </AuditLine>
            ))}
          </ul>
        )}
      {(later || next !== null) && (
        <div class="row">
          {later && <ButtonLink href={logHref(filter, null)}>{say("log_first")}</ButtonLink>}
          {next !== null && <ButtonLink href={logHref(filter, next)}>{say("log_older")}</ButtonLink>}
        </div>
      )}
    </div>
  );
});

interface LookUpsProps {
  readonly locale: string;
  readonly entry: StoredEntry;
  readonly filter: Filter;
}

/** What else is written of the same room and people. */
function LookUps({ locale, entry: { actor, roomId, roomTitle, subject }, filter }: LookUpsProps) {
  const say = speaker(adminWords, locale);
  return (
    <>
      {roomId !== null && roomId !== filter.room && (
        <LookUp to={{ room: roomId, person: null }}>
          {roomTitle === null ? say("log_room_gone") : say("log_room", { title: roomTitle })}
        </LookUp>
      )}
      {actor.id !== null && actor.id !== filter.person && (
        <LookUp to={{ room: null, person: actor.id }}>{say("log_actor", { name: actor.name })}</LookUp>
      )}
      {subject !== null && subject.id !== filter.person && (
        <LookUp to={{ room: null, person: subject.id }}>{say("log_subject", { name: subject.name })}</LookUp>
      )}
    </>
  );
}

function LookUp({ to, children }: { readonly to: Filter; readonly children: string }) {
  return <a class="audit-link" href={logHref(to, null)}>{children}</a>;
}

function logHref({ room, person }: Filter, before: number | null): string {
  const search = new URLSearchParams({
    ...(room === null ? {} : { room }),
    ...(person === null ? {} : { person }),
    ...(before === null ? {} : { before: String(before) }),
  });
  return search.size === 0 ? "/admin/log" : `/admin/log?${search}`;
}
