/** The page behind a room's link, as it is shown: the lobby in which the island wakes, or that the room has ended. */
import type { ComponentChildren, JSX } from "preact";
import { asset, Head } from "fresh/runtime";
import { Aftermath } from "../../../components/Aftermath.tsx";
import { audienceText } from "../../../components/audience_text.ts";
import { AudienceLine } from "../../../components/AudienceLine.tsx";
import { Button } from "../../../components/Button.tsx";
import { ClosedDoor } from "../../../components/ClosedDoor.tsx";
import { ComingDoor } from "../../../components/ComingDoor.tsx";
import { DoorHelp } from "../../../components/DoorHelp.tsx";
import { DoorLine } from "../../../components/DoorLine.tsx";
import { errorText } from "../../../components/error_text.ts";
import { Field } from "../../../components/Field.tsx";
import { Lock } from "../../../components/call_icons.ts";
import { JoinWithoutScript, type JoinWithoutScriptProps } from "../../../components/JoinWithoutScript.tsx";
import { KnockState } from "../../../components/KnockState.tsx";
import { QrCode } from "../../../components/QrCode.tsx";
import { sharingOf } from "../../../components/sharing_text.ts";
import { ShareWays } from "../../../components/ShareWays.tsx";
import type { Lobby } from "../../../actions/open_lobby.ts";
import type { State } from "../../../define.ts";
import { eventPath } from "../../../domain/event.ts";
import { LINE_MAX_UNITS } from "../../../domain/knock.ts";
import { COME_IN, doorReportPath, DROP_IN } from "../../../domain/link.ts";
import CopyLink from "../../../islands/CopyLink.tsx";
import ComingRoom from "../../../islands/ComingRoom.tsx";
import LocalTimes from "../../../islands/LocalTimes.tsx";
import Room from "../../../islands/Room.tsx";
import Share from "../../../islands/room/Share.tsx";
import { PROTOCOL_VERSION } from "../../../protocol/version.ts";
import { openingWords } from "../../../words/calendar_time.ts";
import { audienceWords } from "../../../words/audience.ts";
import { comingWords } from "../../../words/coming.ts";
import { joinWords } from "../../../words/join.ts";
import { knockingWords } from "../../../words/knocking.ts";
import { reportWords } from "../../../words/report.ts";
import { speaker } from "../../../words/speaker.ts";
import { signInPath } from "../../(_http)/see_other.ts";
import { PreviewPicture } from "../../(_page)/PreviewPicture.tsx";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import type { ShownDoor } from "./door.ts";

export interface DoorPageProps {
  readonly shown: ShownDoor;
  readonly state: State;
}

export function DoorPage({ shown, state }: DoorPageProps): JSX.Element {
  const { deps, locale, viewer } = state;
  const { lobby, name, refusal } = shown;
  const { room, door, link, barrier } = lobby;
  const say = speaker(joinWords, locale);
  const ways = (
    <ShareWays locale={locale} sharing={sharingOf(room, link, { now: lobby.now, locale })}>
      <QrCode text={link} label={say("qr")} />
    </ShareWays>
  );
  const about = { hostName: room.hostName, activity: room.activity, isHost: lobby.isHost };
  const doorHref = `/r/${room.code}`;
  const signInHref = viewer.kind === "guest" ? signInPath(doorHref) : null;
  const reportHref = doorReportPath(room.code);
  const title = say("preview_title", { ...room.activity, host: room.hostName });
  const description = door.state === "ended"
    ? say("preview_ended")
    : door.state === "scheduled"
    ? say("preview_coming", openingWords(room, lobby.now, locale))
    : lobby.mayEnter
    ? say("preview_open")
    : say("preview_closed", { host: room.hostName });
  return (
    <>
      <PageTitle page={title} locale={locale} />
      <Head>
        <meta name="description" content={description} />
        <meta name="robots" content="noindex, nofollow" />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={say("site")} />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <PreviewPicture
          path={`${doorHref}/picture.png`}
          publicUrl={deps.publicUrl}
          alt={say("picture", room.activity)}
        />
        <link rel="stylesheet" href={asset("/call.css")} />
      </Head>
      {door.state === "scheduled" && (
        <Coming shown={shown} state={state} signInHref={signInPath(doorHref)} ways={ways} />
      )}
      {door.state === "ended" && <Aftermath locale={locale} {...about} stage="ended" reportHref={reportHref} />}
      {door.state === "open" && (
        <>
          <JoinWithoutScript
            locale={locale}
            stands={standsOf(lobby)}
            hostName={room.hostName}
            doorHref={doorHref}
          />
          <Room
            code={room.code}
            locale={locale}
            link={link}
            door={door}
            barrier={barrier}
            room={{ id: room.id, ...about }}
            seat={lobby.seat}
            suggestedName={name}
            signedIn={viewer.kind === "person"}
            doorLine={<DoorLine locale={locale} door={door} {...about} />}
            audience={lobby.mayEnter && (
              door.locked
                ? <AudienceLine icon={Lock} text={speaker(audienceWords, locale)("locked")} />
                : <AudienceLine text={audienceText({ ...room, isHost: lobby.isHost }, locale)} />
            )}
            closed={!lobby.mayEnter &&
              <ClosedDoor locale={locale} hostName={room.hostName} signInHref={signInHref} />}
            line={!lobby.isHost && <Line locale={locale} {...shown} />}
            knocking={hasKnocked(lobby) && <Asking locale={locale} {...shown} />}
            refusal={refusal}
            refusalText={refusal && errorText(refusal, locale)}
            help={refusal && <DoorHelp locale={locale} refusal={refusal} doorHref={doorHref} signInHref={signInHref} />}
            ways={ways}
            share={lobby.isHost && <Share locale={locale} link={link} activity={room.activity} ways={ways} />}
          />
          {!lobby.isHost && (
            <p class="door-report">
              <a href={reportHref}>{speaker(reportWords, locale)("page")}</a>
            </p>
          )}
        </>
      )}
    </>
  );
}

interface ComingProps extends DoorPageProps {
  readonly signInHref: string;
  readonly ways: ComponentChildren;
}

/** Before a room that is to open. It has no lobby yet: nobody can come in. */
function Coming({ shown: { lobby, mail, joins }, state, signInHref, ways }: ComingProps): JSX.Element {
  const { deps, locale, viewer } = state;
  const { room, door, mayEnter, isHost, now } = lobby;
  const say = speaker(comingWords, locale);
  return (
    <>
      <LocalTimes locale={locale} />
      <ComingDoor
        locale={locale}
        room={room}
        isHost={isHost}
        isForThem={mayEnter}
        reminded={viewer.kind === "guest" ? null : lobby.reminded}
        signInHref={signInHref}
        mail={deps.mailLeaves && room.settings.guestsAllowed ? mail : null}
        share={
          <>
            <CopyLink
              id="room-link"
              label={say("link_label", { title: room.activity.title })}
              value={lobby.link}
              copy={say("copy")}
              copied={say("copied")}
            />
            {ways}
          </>
        }
        now={now}
        eventHref={lobby.eventId && eventPath(lobby.eventId, room.audience.kind === "link" ? room.code : null)}
        audience={mayEnter && <AudienceLine text={audienceText({ ...room, isHost }, locale)} />}
        countdown={
          <ComingRoom
            locale={locale}
            hello={JSON.stringify({ type: "hello", version: PROTOCOL_VERSION, code: room.code })}
            // With the mark alone the browser would stay on the page it has.
            dropInHref={`/r/${room.code}?opened${DROP_IN}`}
            doorHref={`/r/${room.code}`}
            joinHref={`/r/${room.code}?${COME_IN}`}
            opensAt={door.opensAt ?? room.opensAt.getTime()}
            renderedAt={now.getTime()}
            comesIn={mayEnter && viewer.kind === "person"}
            saidSo={joins && mayEnter && viewer.kind === "person"}
          />
        }
      />
      {!isHost && (
        <p class="door-report">
          <a href={doorReportPath(room.code)}>{speaker(reportWords, locale)("page")}</a>
        </p>
      )}
    </>
  );
}

/** They have knocked, and neither came in nor went away. */
function hasKnocked({ barrier, knock }: Lobby): boolean {
  return barrier !== null && knock !== null && knock.state !== null;
}

function standsOf(lobby: Lobby): JoinWithoutScriptProps["stands"] {
  if (lobby.seat !== null) return "seated";
  if (hasKnocked(lobby)) return "asking";
  if (lobby.barrier === null) return "before";
  return lobby.barrier === "room_not_started" ? "early" : "closed";
}

type Part = ShownDoor & { readonly locale: string };

/** What one says with a knock. */
function Line({ locale, line }: Part): JSX.Element {
  const say = speaker(knockingWords, locale);
  return (
    <Field
      name="line"
      label={say("line")}
      hint={say("line_hint")}
      value={line}
      maxLength={LINE_MAX_UNITS}
      autocomplete="off"
      enterkeyhint="go"
    />
  );
}

/** How the knock stands, for as long as no script tells it. */
function Asking({ locale, lobby: { room, barrier, knock } }: Part): JSX.Element | null {
  if (knock === null) return null;
  return (
    <KnockState
      locale={locale}
      hostName={room.hostName}
      barrier={barrier}
      state={knock.state === "minute" ? knock.state : "waiting"}
      line={knock.line}
    >
      {knock.againInSeconds === 0 && <Button type="submit">{speaker(knockingWords, locale)("again")}</Button>}
    </KnockState>
  );
}
