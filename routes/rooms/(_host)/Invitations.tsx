/** The section of a room's page about who is asked to it: asking, making links, and how far each has come. */
import type { JSX } from "preact";
import type { InvitationPage } from "../../../actions/list_invitations.ts";
import { type Invitees, INVITEES_LISTED } from "../../../actions/list_invitees.ts";
import { Button } from "../../../components/Button.tsx";
import { errorText } from "../../../components/error_text.ts";
import { Field } from "../../../components/Field.tsx";
import { InvitationList } from "../../../components/InvitationList.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { TextArea } from "../../../components/TextArea.tsx";
import { ADDRESSES_MAX_UNITS } from "../../../domain/invitation.ts";
import type { Room } from "../../../domain/room.ts";
import { LINK_HOURS } from "../../../protocol/invitations.ts";
import { invitingWords } from "../../../words/inviting.ts";
import { type Say, speaker } from "../../../words/speaker.ts";
import { type InviteDrafts, NO_INVITE, NO_LINK } from "./invite_forms.ts";

export interface InvitationsProps {
  readonly locale: string;
  readonly room: Room;
  readonly page: InvitationPage;
  /** Whether the list stands at its newest page. */
  readonly isNewest: boolean;
  readonly invitees: Invitees;
  readonly drafts: InviteDrafts;
  readonly publicUrl: URL;
  readonly now: Date;
}

export function Invitations(props: InvitationsProps): JSX.Element {
  const { locale, room, page, isNewest, drafts, publicUrl, now } = props;
  const say = speaker(invitingWords, locale);
  const path = `/rooms/${room.id}`;
  return (
    <section class="stack stack-tight invitations" id="invitations" aria-labelledby="invitations-title">
      <div class="hosted-line">
        <h2 class="hosted-title" id="invitations-title">{say("title")}</h2>
        {page.counts.all > 0 && <p class="soft small">{say("counts", { ...page.counts })}</p>}
      </div>
      {drafts.invite === undefined && <Done {...props} say={say} />}
      <div class="invite-ways" id="invite-ways">
        <details class="card invite-way" id="invite-people" open={drafts.invite !== undefined}>
          <summary>{say("people")}</summary>
          <People {...props} say={say} />
        </details>
        <details class="card invite-way" id="invite-link" open={drafts.link !== undefined}>
          <summary>{say("link")}</summary>
          <PersonalLink {...props} say={say} />
        </details>
      </div>
      {page.counts.all === 0 ? <p class="soft small">{say("nobody")}</p> : (
        <InvitationList
          locale={locale}
          roomId={room.id}
          invitations={page.invitations}
          publicUrl={publicUrl}
          newestHref={isNewest ? null : `${path}#invitations`}
          olderHref={page.next === null ? null : `${path}?invitations=${page.next}#invitations`}
          now={now}
        />
      )}
    </section>
  );
}

type Part = InvitationsProps & { readonly say: Say<typeof invitingWords> };

/** With the form, where something is left to do in it: there it stays. */
function Done({ drafts: { done }, say }: Part): JSX.Element | null {
  if (done === undefined) return null;
  return (
    <div id="invited">
      <Notice kind="success">
        <p>{done === "linked" ? say("made") : say("invited", { ...done })}</p>
      </Notice>
    </div>
  );
}

function People(props: Part): JSX.Element {
  const { locale, room, invitees, drafts, say } = props;
  const { invite: draft = NO_INVITE, bad = [], error, done } = drafts;
  const { friends, groups, more } = invitees;
  const ticked = new Set(draft.personIds);
  const badText = bad.length === 0 ? undefined : say(done ? "bad" : "bad_only", { count: bad.length });
  return (
    <form
      class="hosted-form"
      id="invite"
      method="post"
      action={`/rooms/${room.id}#invitations`}
      data-again={drafts.invite === undefined ? undefined : "yes"}
    >
      <input type="hidden" name="form" value="invite" />
      {drafts.invite !== undefined && <Done {...props} say={say} />}
      {drafts.link === undefined && error && (
        <Notice kind="error">
          <p>{errorText(error, locale)}</p>
        </Notice>
      )}
      {(friends.length > 0 || draft.query !== "") && (
        <fieldset class="ticks">
          <legend>{say("friends")}</legend>
          {friends.map(({ id, name }) => (
            <label key={id} class="tick">
              <input type="checkbox" name="invite" value={id} checked={ticked.has(id)} />
              <bdi>{name}</bdi>
            </label>
          ))}
          {friends.length === 0 && <p class="soft" role="status">{say("friends_none")}</p>}
        </fieldset>
      )}
      {(more || draft.query !== "") && (
        <Field
          name="invite_q"
          label={say("friends_search")}
          hint={more ? say("friends_more", { count: INVITEES_LISTED }) : undefined}
          value={draft.query}
          maxLength={100}
          autocomplete="off"
          beside={<Button type="submit" name="search" value="yes">{say("find")}</Button>}
        />
      )}
      {groups.length > 0 && (
        <div class="field">
          <label class="field-label" for="invite_group">{say("group")}</label>
          <select class="select" id="invite_group" name="invite_group">
            <option value="">{say("group_none")}</option>
            {groups.map(({ id, name }) => <option key={id} value={id} selected={draft.groupId === id}>{name}</option>)}
          </select>
        </div>
      )}
      <TextArea
        name="addresses"
        label={say("addresses")}
        hint={say("addresses_hint")}
        value={draft.addresses}
        error={badText}
        maxLength={ADDRESSES_MAX_UNITS}
      />
      <div>
        <Button type="submit">{say("invite")}</Button>
      </div>
    </form>
  );
}

function PersonalLink({ locale, room, drafts, say }: Part): JSX.Element {
  const { link: draft = NO_LINK, error } = drafts;
  return (
    <form class="hosted-form" id="personal-link" method="post" action={`/rooms/${room.id}#invitations`}>
      <input type="hidden" name="form" value="link" />
      <p class="soft small">{say("link_hint")}</p>
      <Field
        name="label"
        label={say("label")}
        hint={say("label_hint")}
        value={draft.label}
        maxLength={120}
        autocomplete="off"
        error={drafts.link !== undefined && error ? errorText(error, locale) : undefined}
      />
      <div class="field">
        <label class="field-label" for="hours">{say("expires")}</label>
        <select class="select" id="hours" name="hours">
          {LINK_HOURS.map((hours) => (
            <option key={hours} value={hours} selected={draft.hours === hours}>{say(`expires_${hours}`)}</option>
          ))}
        </select>
      </div>
      <label class="tick">
        <input type="checkbox" name="once" value="yes" checked={draft.once} />
        <span>{say("once")}</span>
      </label>
      <div>
        <Button type="submit">{say("make")}</Button>
      </div>
    </form>
  );
}
