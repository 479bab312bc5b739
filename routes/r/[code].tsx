/**
 * A room's link: the join page and, in the same place, the call. The page says everything and takes a nickname without a
 * script; the island makes a lobby of it. A visitor's seat cookie is set here when the deed issues one.
 */
import { HttpError, page } from "fresh";
import { asset, Head } from "fresh/runtime";
import { type Lobby, openLobby } from "../../actions/open_lobby.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { Aftermath } from "../../components/Aftermath.tsx";
import { audienceText } from "../../components/audience_text.ts";
import { AudienceLine } from "../../components/AudienceLine.tsx";
import { ClosedDoor } from "../../components/ClosedDoor.tsx";
import { DoorHelp } from "../../components/DoorHelp.tsx";
import { DoorLine } from "../../components/DoorLine.tsx";
import { errorText } from "../../components/error_text.ts";
import { Lock } from "../../components/icons.ts";
import { JoinWithoutScript } from "../../components/JoinWithoutScript.tsx";
import { QrCode } from "../../components/QrCode.tsx";
import { define, type State } from "../../define.ts";
import { doorReportPath } from "../../domain/link.ts";
import { type Refusal, refused } from "../../domain/refusal.ts";
import Room from "../../islands/Room.tsx";
import Share from "../../islands/room/Share.tsx";
import { statusOf } from "../../protocol/api.ts";
import { BROWSER_COOKIE, browserCookie, readCookie, seatCookie } from "../../protocol/cookies.ts";
import { nicknameForm } from "../../protocol/forms.ts";
import { audienceWords } from "../../words/audience.ts";
import { joinWords } from "../../words/join.ts";
import { reportWords } from "../../words/report.ts";
import { speaker } from "../../words/speaker.ts";
import { readForm } from "../(_http)/form.ts";
import { askerOf } from "../(_http)/asker.ts";
import { retryAfter } from "../(_http)/retry_after.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

interface Shown {
  readonly lobby: Lobby;
  /** What stands in the nickname's field. */
  readonly name: string;
  readonly refusal: Refusal | null;
}

export const handler = define.handlers({
  async GET(ctx) {
    const lobby = await lobbyOf(ctx.req, ctx.state, ctx.params.code);
    // Only for who is inside does a link of before lead anywhere.
    if (lobby.room.code !== ctx.params.code) return seeOther(`/r/${lobby.room.code}`);
    const status = lobby.door.state === "ended" ? statusOf("room_ended") : 200;
    const refusal = lobby.accountNeeded ? "account_needed" : null;
    return page<Shown>({ lobby, name: lobby.suggestedName, refusal }, {
      status,
      headers: headersOf(lobby, ctx.req, ctx.state),
    });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const code = ctx.params.code ?? "";
    const fields = await readForm(ctx.req);
    const form = nicknameForm.safeParse(viewer.kind === "person" ? { nickname: "", ...fields } : fields);
    const outcome = form.success
      ? await takeSeat(
        deps,
        askerOf(ctx.req, ctx.state),
        code,
        nicknameOf(form.data.nickname, viewer),
        form.data.anyway,
      )
      : refused("bad_nickname");
    if (outcome.ok) {
      const { room, seatToken: token } = outcome.value;
      return seeOther(
        `/r/${room.code}`,
        token === null ? [] : [seatCookie({ roomId: room.id, token, secure: isSecure(ctx.state) })],
      );
    }
    const lobby = await lobbyOf(ctx.req, ctx.state, code);
    const { refusal } = outcome;
    const name = fields.nickname ?? lobby.suggestedName;
    return page<Shown>({ lobby, name, refusal }, {
      status: statusOf(refusal),
      headers: [...headersOf(lobby, ctx.req, ctx.state), ...retryAfter(outcome)],
    });
  },
});

async function lobbyOf(req: Request, state: State, code = ""): Promise<Lobby> {
  const outcome = await openLobby(state.deps, askerOf(req, state), code);
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  return outcome.value;
}

/** A person comes in under the account's name unless another was typed. */
function nicknameOf(typed: string, viewer: State["viewer"]): string | null {
  return viewer.kind === "person" && typed.trim() === "" ? null : typed;
}

function isSecure({ deps }: State): boolean {
  return deps.publicUrl.protocol === "https:";
}

/** The page holds who is asking, and the link is a secret: neither belongs into a shared cache or a search engine. */
function headersOf(lobby: Lobby, req: Request, state: State): Headers {
  const headers = new Headers({ "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow" });
  if (lobby.seatToken !== null) {
    const seat = { roomId: lobby.room.id, token: lobby.seatToken, secure: isSecure(state) };
    headers.append("Set-Cookie", seatCookie(seat));
  }
  if (readCookie(req.headers.get("cookie"), BROWSER_COOKIE) === null) {
    headers.append("Set-Cookie", browserCookie({ id: crypto.randomUUID(), secure: isSecure(state) }));
  }
  return headers;
}

export default define.page<typeof handler>(function JoinPage({ data, state: { deps, locale, viewer }, url }) {
  const { lobby, name, refusal } = data;
  const { room, door, link } = lobby;
  const say = speaker(joinWords, locale);
  const qr = <QrCode text={link} label={say("qr")} />;
  const about = { hostName: room.hostName, activity: room.activity, isHost: lobby.isHost };
  const doorHref = `/r/${room.code}`;
  const signInHref = viewer.kind === "guest" ? signInPath(url.pathname) : null;
  const reportHref = doorReportPath(room.code);
  const title = say("preview_title", { ...room.activity, host: room.hostName });
  const description = door.state === "ended"
    ? say("preview_ended")
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
        <meta property="og:image" content={new URL("/preview.jpg", deps.publicUrl).href} />
        <meta name="twitter:card" content="summary_large_image" />
        <link rel="stylesheet" href={asset("/call.css")} />
      </Head>
      {door.state === "ended"
        ? <Aftermath locale={locale} {...about} stage="ended" reportHref={reportHref} />
        : !lobby.mayEnter
        ? (
          <ClosedDoor
            locale={locale}
            {...about}
            reportHref={reportHref}
            signInHref={signInHref}
          />
        )
        : (
          <>
            <JoinWithoutScript
              locale={locale}
              isSeated={lobby.seat !== null}
              awaits={door.started || lobby.isHost ? null : room.hostName}
              doorHref={doorHref}
            />
            <Room
              code={room.code}
              locale={locale}
              link={link}
              door={door}
              room={{ id: room.id, ...about }}
              seat={lobby.seat}
              suggestedName={name}
              signedIn={viewer.kind === "person"}
              doorLine={<DoorLine locale={locale} door={door} {...about} />}
              audience={door.locked
                ? <AudienceLine icon={Lock} text={speaker(audienceWords, locale)("locked")} />
                : <AudienceLine text={audienceText({ ...room, isHost: lobby.isHost }, locale)} />}
              refusal={refusal}
              refusalText={refusal && errorText(refusal, locale)}
              help={refusal && (
                <DoorHelp locale={locale} refusal={refusal} doorHref={doorHref} signInHref={signInHref} />
              )}
              qr={qr}
              share={lobby.isHost && <Share locale={locale} link={link} activity={room.activity} qr={qr} />}
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
});
