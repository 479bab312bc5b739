/** Who is asked to a room, how far each has come, and taking it back. Copying a link needs a script: see LivePage. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import { type Invitation, invitationPath, type InvitationStage, isGood, stageOf } from "../domain/invitation.ts";
import { invitingWords } from "../words/inviting.ts";
import { relativeTime } from "../words/relative_time.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { CopyField } from "./CopyField.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { Copy } from "./icons.ts";
import { PersonRow } from "./PersonRow.tsx";

export interface InvitationListProps {
  readonly locale: string;
  readonly roomId: RoomId;
  /** The latest first. */
  readonly invitations: readonly Invitation[];
  readonly publicUrl: URL;
  /** Null where there is none. */
  readonly newestHref: string | null;
  readonly olderHref: string | null;
  readonly now: Date;
}

export function InvitationList(props: InvitationListProps): JSX.Element {
  const { locale, invitations, newestHref, olderHref } = props;
  const say = speaker(invitingWords, locale);
  return (
    <>
      <ul class="person-list" aria-label={say("list")}>
        {invitations.map((invitation) => <Row key={invitation.id} {...props} invitation={invitation} say={say} />)}
      </ul>
      {(newestHref !== null || olderHref !== null) && (
        <nav class="row" aria-label={say("list")}>
          {newestHref !== null && <ButtonLink href={newestHref} variant="plain">{say("newest")}</ButtonLink>}
          {olderHref !== null && <ButtonLink href={olderHref}>{say("older")}</ButtonLink>}
        </nav>
      )}
      <p class="soft small" id="revoke-hint">{say("revoke_hint")}</p>
    </>
  );
}

type RowProps = InvitationListProps & { readonly invitation: Invitation; readonly say: Say<typeof invitingWords> };

function Row({ locale, roomId, publicUrl, now, invitation, say }: RowProps): JSX.Element {
  const { id, code, kind, label } = invitation;
  const name = nameOf(invitation, say);
  const link = new URL(invitationPath(code), publicUrl).href;
  const stage = stageOf(invitation, now);
  return (
    <PersonRow
      id={`invitation-${id}`}
      name={name}
      marks={<span class={`badge ${TONES[stage] ?? ""}`}>{stageText(invitation, locale, now, say)}</span>}
      about={detailsOf(invitation, locale, now, say).join(" · ")}
    >
      <DeedForm
        action={`/rooms/${roomId}/invitations/${id}/revoke`}
        fields={{}}
        name={say("revoke_name", { name })}
        describedBy="revoke-hint"
      >
        {say("revoke")}
      </DeedForm>
      {kind === "link" && isGood(invitation, now) && (
        <CopyField id={`link-${id}`} label={label === null ? say("some_link") : say("link_of", { name })} value={link}>
          <Button icon={Copy} data-copies={`link-${id}`} data-copied={say("copied")} aria-live="polite">
            {say("copy")}
          </Button>
        </CopyField>
      )}
    </PersonRow>
  );
}

const TONES: Readonly<Partial<Record<InvitationStage, string>>> = {
  answered: "badge-open",
  came: "badge-good",
  undelivered: "badge-urgent",
};

function nameOf({ person, email, label }: Invitation, say: Say<typeof invitingWords>): string {
  return person?.name ?? email ?? label ?? say("some_link");
}

function stageText(invitation: Invitation, locale: string, now: Date, say: Say<typeof invitingWords>): string {
  const stage = stageOf(invitation, now);
  const ago = (at: Date | null) => relativeTime(at ?? now, now, locale);
  switch (stage) {
    case "sent":
      return say("stage_sent", { when: ago(invitation.sentAt) });
    case "seen":
      return invitation.seenAt === null ? say("stage_seen_some") : say("stage_seen", { when: ago(invitation.seenAt) });
    case "answered":
      return say("stage_answered", { answer: invitation.answer ?? "no" });
    case "came":
      return say("stage_came", { when: ago(invitation.cameAt) });
    case "made":
      return say(invitation.kind === "link" ? "stage_made" : "stage_made_mail");
    case "over":
    case "undelivered":
    case "revoked":
      return say(`stage_${stage}`);
  }
}

function detailsOf(invitation: Invitation, locale: string, now: Date, say: Say<typeof invitingWords>): string[] {
  const { kind, person, label, madeBy, expiresAt, usesLeft, taken, answer } = invitation;
  const details = [say("by", { name: madeBy.name })];
  if (kind === "group") details.unshift(say("of_group"));
  if (kind === "link") {
    if (label !== null) details.unshift(say("some_link"));
    if (usesLeft !== null && usesLeft + taken === 1) details.push(say("for_one"));
    if (expiresAt !== null) {
      const when = relativeTime(expiresAt, now, locale);
      details.push(say(expiresAt <= now ? "expired" : "expires_when", { when }));
    }
  }
  if (person === null && taken > 0) details.push(say("taken", { count: taken }));
  if (answer !== null && stageOf(invitation, now) === "came") details.push(say("stage_answered", { answer }));
  return details;
}
