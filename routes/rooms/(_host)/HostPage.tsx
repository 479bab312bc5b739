/** The page of a room for those who look after it, put together: all in it is one element, so that it can be kept live. */
import type { JSX } from "preact";
import type { Invitees } from "../../../actions/list_invitees.ts";
import type { HostPage as Page } from "../../../actions/open_host_page.ts";
import { errorText } from "../../../components/error_text.ts";
import { AtDoor } from "../../../components/AtDoor.tsx";
import { HostedHead } from "../../../components/HostedHead.tsx";
import { InsideList } from "../../../components/InsideList.tsx";
import { KeptOut } from "../../../components/KeptOut.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { RemovedNotice } from "../../../components/RemovedNotice.tsx";
import { RenameRoom } from "../../../components/RenameRoom.tsx";
import { RoomHistory } from "../../../components/RoomHistory.tsx";
import { RoomLink } from "../../../components/RoomLink.tsx";
import { RoomSettingsForm } from "../../../components/RoomSettingsForm.tsx";
import { RoomTimes } from "../../../components/RoomTimes.tsx";
import type { Seat } from "../../../domain/room.ts";
import LivePage from "../../../islands/LivePage.tsx";
import LocalTimes from "../../../islands/LocalTimes.tsx";
import { untouchedWhen, whenOf } from "../../../protocol/when.ts";
import { hostingWords } from "../../../words/hosting.ts";
import { speaker } from "../../../words/speaker.ts";
import { AudienceForm, type AudienceFormProps } from "./AudienceForm.tsx";
import type { Drafts } from "./drafts.ts";
import { Invitations } from "./Invitations.tsx";

export interface HostPageProps {
  readonly locale: string;
  readonly page: Page;
  readonly seats: readonly Seat[];
  /** The room's whole link. */
  readonly link: string;
  readonly drafts: Drafts;
  /** Whom who reads it could ask. */
  readonly invitees: Invitees;
  readonly publicUrl: URL;
  /** Whether the list of invitations stands at its newest page. */
  readonly isNewestInvitations: boolean;
  /** Null for co-hosts: whom the room is for is the host's own. */
  readonly audience: Pick<AudienceFormProps, "draft" | "choices" | "foresight"> | null;
  /** The id of the removal that led back here. */
  readonly justRemoved: string | null;
  /** Whether the history stands at its newest page. */
  readonly isNewest: boolean;
}

const ROOT = "host-page";

export function HostPage(props: HostPageProps): JSX.Element {
  const { locale, page, seats, link, drafts, audience, justRemoved } = props;
  const { room, isHost, ownSeatId, knocks, removals, locks, now } = page;
  const say = speaker(hostingWords, locale);
  const { refusal } = drafts;
  const errorAt = (at: NonNullable<typeof refusal>["at"]) =>
    refusal?.at === at ? errorText(refusal.code, locale) : undefined;
  const isEnded = room.state === "ended";
  const removal = removals.find(({ id }) => id === justRemoved);
  return (
    <>
      <LivePage locale={locale} rootId={ROOT} stream={`/api/v1/rooms/${room.id}/stream`} />
      <LocalTimes locale={locale} />
      <div class="hosted" id={ROOT}>
        <HostedHead locale={locale} room={room} isHost={isHost} now={now} />
        {errorAt("top") && (
          <Notice kind="error">
            <p>{errorAt("top")}</p>
          </Notice>
        )}
        {removal && !isEnded && <RemovedNotice locale={locale} room={room} name={removal.name} id={removal.id} />}
        <div class="hosted-columns">
          <div class="hosted-main">
            {!isEnded && <Times {...props} />}
            <AtDoor locale={locale} roomId={room.id} knocks={knocks} now={now} />
            {!isEnded && (
              <InsideList
                locale={locale}
                roomId={room.id}
                seats={seats}
                seatLimit={room.seatLimit}
                ownSeatId={ownSeatId}
                isHost={isHost}
                locks={locks}
                now={now}
              />
            )}
            {!isEnded && (
              <noscript>
                <p class="soft small">
                  <a href={`/rooms/${room.id}`}>{say("look_again")}</a>
                </p>
              </noscript>
            )}
            {!isEnded && <KeptOut locale={locale} roomId={room.id} removals={removals} now={now} />}
            {!isEnded && (
              <Invitations
                locale={locale}
                room={room}
                page={page.invitations}
                isNewest={props.isNewestInvitations}
                invitees={props.invitees}
                drafts={drafts.invites ?? {}}
                publicUrl={props.publicUrl}
                now={now}
              />
            )}
            {!isEnded && audience !== null && (
              <AudienceForm locale={locale} room={room} {...audience} error={errorAt("audience") ?? null} />
            )}
            <History {...props} />
          </div>
          {!isEnded && (
            <div class="hosted-side">
              <RoomLink
                locale={locale}
                room={room}
                link={link}
                now={now}
                isOffered={removal !== undefined}
              />
              <RenameRoom
                locale={locale}
                roomId={room.id}
                activity={drafts.activity ?? room.activity}
                error={errorAt("rename")}
              />
              <RoomSettingsForm
                locale={locale}
                roomId={room.id}
                settings={drafts.settings?.settings ?? room.settings}
                seats={drafts.settings?.seats ?? String(room.seatLimit)}
                isOfGroup={room.audience.kind === "group"}
                error={errorAt("settings")}
              />
            </div>
          )}
        </div>
      </div>
    </>
  );
}

function Times({ locale, page, drafts }: HostPageProps): JSX.Element {
  const { room, schedule, times, now } = page;
  const zone = schedule?.zone ?? "UTC";
  const draft = drafts.schedule ?? (schedule === null ? untouchedWhen(zone) : whenOf(room, schedule));
  const { refusal } = drafts;
  const text = refusal?.at === "schedule" ? errorText(refusal.code, locale) : undefined;
  const fields = { ...draft, ...(refusal?.code === "bad_repeat_end" ? { repeatError: text } : { error: text }) };
  return <RoomTimes locale={locale} room={room} zone={zone} times={times} fields={fields} now={now} />;
}

function History({ locale, page, isNewest }: HostPageProps): JSX.Element {
  const { room, history, now } = page;
  const path = `/rooms/${room.id}`;
  return (
    <RoomHistory
      locale={locale}
      deeds={history.deeds}
      firstHref={isNewest ? null : `${path}#history`}
      olderHref={history.next === null ? null : `${path}?before=${history.next}#history`}
      now={now}
    />
  );
}
