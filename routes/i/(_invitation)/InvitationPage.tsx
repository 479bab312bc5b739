/** The page behind an invitation's link, as it is shown: who asks to what, the way in, and saying whether one comes. */
import type { JSX } from "preact";
import { Head } from "fresh/runtime";
import type { OpenedInvitation } from "../../../actions/open_invitation.ts";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { ArrowRight } from "../../../components/icons.ts";
import { Moment } from "../../../components/Moment.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { State } from "../../../define.ts";
import { INVITATION_ANSWERS, invitationPath } from "../../../domain/invitation.ts";
import LocalTimes from "../../../islands/LocalTimes.tsx";
import { openingWords } from "../../../words/calendar_time.ts";
import { invitationWords } from "../../../words/invitation.ts";
import { relativeTime } from "../../../words/relative_time.ts";
import { type Say, speaker } from "../../../words/speaker.ts";
import { PreviewPicture } from "../../(_page)/PreviewPicture.tsx";
import { PageTitle } from "../../(_page)/PageTitle.tsx";
import type { ShownInvitation } from "./invitation.ts";

export interface InvitationPageProps {
  readonly shown: ShownInvitation;
  readonly state: State;
}

export function InvitationPage({ shown, state: { deps, locale } }: InvitationPageProps): JSX.Element {
  const say = speaker(invitationWords, locale);
  return (
    <div class="sheet">
      <Head>
        <meta name="robots" content="noindex, nofollow" />
      </Head>
      {shown.kind === "good"
        ? <Good {...shown} locale={locale} say={say} now={deps.now()} publicUrl={deps.publicUrl} />
        : <Over kind={shown.kind} locale={locale} say={say} />}
    </div>
  );
}

interface PartProps {
  readonly locale: string;
  readonly say: Say<typeof invitationWords>;
}

interface GoodProps extends PartProps, OpenedInvitation {
  readonly now: Date;
  readonly publicUrl: URL;
}

function Good({ invitation, room, isHost, locale, say, now, publicUrl }: GoodProps): JSX.Element {
  const { madeBy: { name: by }, code, answer } = invitation;
  const path = invitationPath(code);
  const title = say("title", { ...room.activity });
  const isOpen = room.state === "open";
  const description = isOpen
    ? say("preview", { by })
    : say("preview_coming", { by, ...openingWords(room, now, locale) });
  return (
    <>
      <PageTitle page={title} locale={locale} />
      {!isOpen && <LocalTimes locale={locale} />}
      <Head>
        <meta name="description" content={description} />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={say("site")} />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <PreviewPicture path={`${path}/picture.png`} publicUrl={publicUrl} alt={title} />
      </Head>
      <div class="sheet-head invitation-head">
        <span class="emoji-tile" aria-hidden="true">{room.activity.emoji}</span>
        <p class="soft">
          <bdi>{by === room.hostName ? say("invites", { by }) : say("invites_for", { by, host: room.hostName })}</bdi>
        </p>
        <h1>
          <bdi>{room.activity.title}</bdi>
        </h1>
        <p class="soft">
          {isOpen ? say("open_since", { when: relativeTime(room.opensAt, now, locale) }) : (
            <Moment
              locale={locale}
              zone={room.schedule?.zone ?? "UTC"}
              startsAt={room.opensAt}
              endsAt={room.closesAt}
              now={now}
            />
          )}
        </p>
      </div>
      <Card tone="lit">
        <div class="stack">
          {isHost
            ? (
              <>
                <Notice kind="info">
                  <p>{say("own")}</p>
                </Notice>
                <ButtonLink href={`/rooms/${room.id}`} size="large" wide>{say("own_room")}</ButtonLink>
              </>
            )
            : (
              <form method="post" action={path}>
                <Button type="submit" variant="primary" size="large" wide icon={ArrowRight}>
                  {say(isOpen ? "enter" : "look")}
                </Button>
              </form>
            )}
          {!isHost && !isOpen && (
            <form class="stack stack-tight invitation-answer" method="post" action={`${path}/answer`}>
              <h2 class="hosted-title" id="answer-title">{say("answer_title")}</h2>
              {answer !== null && (
                <p class="soft small" role="status">
                  {say(`answered_${answer}`)} {say("change")}
                </p>
              )}
              <div class="invitation-choices" role="group" aria-labelledby="answer-title">
                {INVITATION_ANSWERS.map((each) => (
                  <Button key={each} type="submit" name="answer" value={each} aria-pressed={answer === each}>
                    {say(each)}
                  </Button>
                ))}
              </div>
            </form>
          )}
        </div>
      </Card>
    </>
  );
}

function Over({ kind, locale, say }: PartProps & { readonly kind: "over" | "ended" }): JSX.Element {
  return (
    <>
      <PageTitle page={say(`${kind}_title`)} locale={locale} />
      <EmptyState title={say(`${kind}_title`)} text={say(kind)}>
        <ButtonLink href="/" size="large">{say("home")}</ButtonLink>
      </EmptyState>
    </>
  );
}
