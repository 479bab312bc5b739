/**
 * Choosing whom a room is for, as part of a form. Works without a script: the style sheet shows the part of the chosen
 * audience by `:has(:checked)`, a search is a form sent by GET that keeps what was said. Sends the fields that
 * `audienceDraft` reads.
 */
import type { ComponentChildren, JSX } from "preact";
import type { AudienceDraft } from "../domain/audience.ts";
import type { Foresight, Placed } from "../domain/foresight.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import type { Ring } from "../domain/room.ts";
import { audienceFormWords } from "../words/audience_form.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { foresightText } from "./foresight_text.ts";
import { Notice } from "./Notice.tsx";

export interface AudiencePickerProps {
  readonly locale: string;
  readonly draft: AudienceDraft;
  /** How far the room would be shown as the draft stands. */
  readonly foresight: Foresight;
  /** Every friend, the closest first. */
  readonly friends: readonly Placed[];
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[];
  /** The page itself: searching loads it again. */
  readonly action: string;
  readonly error: string | null;
}

/** How many are listed without a search. */
const LISTED_FRIENDS = 50;

type Part = AudiencePickerProps & { readonly say: Say<typeof audienceFormWords> };

export function AudiencePicker(props: AudiencePickerProps): JSX.Element {
  const say = speaker(audienceFormWords, props.locale);
  const part = { ...props, say };
  return (
    <fieldset class="audiences" id="audience">
      <legend class="audiences-title">{say("who")}</legend>
      {props.error && (
        <Notice kind="error">
          <p>{props.error}</p>
        </Notice>
      )}
      <Choice {...part} kind="link" />
      <Choice {...part} kind="friends">
        {props.friends.length > 0 ? <Friends {...part} /> : <NoFriends say={say} />}
      </Choice>
      <Choice {...part} kind="people">
        {props.friends.length > 0 ? <People {...part} /> : <NoFriends say={say} />}
      </Choice>
      <Choice {...part} kind="group">
        <Groups {...part} />
      </Choice>
    </fieldset>
  );
}

interface ChoiceProps extends Part {
  readonly kind: AudienceDraft["kind"];
  readonly children?: ComponentChildren;
}

function Choice({ kind, draft, say, children }: ChoiceProps): JSX.Element {
  return (
    <div class="audience">
      <label class="audience-choice">
        <input type="radio" name="audience" value={kind} checked={draft.kind === kind} />
        <span>
          <span class="audience-name">{say(kind)}</span>
          <span class="audience-hint">{say(`${kind}_hint`)}</span>
        </span>
      </label>
      {children && <div class="audience-part">{children}</div>}
    </div>
  );
}

function Friends(part: Part): JSX.Element {
  const { draft, foresight, friends, action, locale, say } = part;
  const struck = new Set(draft.struckIds);
  const isSought = draft.strikeQuery.trim() !== "";
  const last = friends.filter(({ ring }) => ring === 3).length;
  return (
    <>
      <p class="audience-foresight" role="status">{foresightText(foresight, locale)}</p>
      <label class="tick">
        <input type="checkbox" name="to_all" value="yes" checked={draft.toAll} />
        <span>{say("to_all")}</span>
      </label>
      <details class="audience-strike" open={struck.size > 0 || isSought}>
        <summary>{say("strike")}</summary>
        <p class="soft small">{say("strike_hint")}</p>
        {friends.length > LISTED_FRIENDS && (
          <Search
            name="strike_q"
            value={draft.strikeQuery}
            hint={last > 0 ? say("strike_search_hint", { count: last }) : undefined}
            action={action}
            say={say}
          />
        )}
        {isSought && <input type="hidden" name="strike_searched" value={draft.strikeQuery} />}
        {strikeLists(part, struck).map(({ title, people }) => (
          <fieldset key={title} class="ticks">
            <legend>{title}</legend>
            {people.map((person) => (
              <Tick
                key={person.personId}
                name="struck"
                person={person}
                checked={struck.has(person.personId)}
                say={say}
              />
            ))}
            {people.length === 0 && <p class="soft" role="status">{say("search_none")}</p>}
          </fieldset>
        ))}
        <Button type="submit" formmethod="get" formaction={`${action}#audience`} formnovalidate>{say("update")}</Button>
      </details>
    </>
  );
}

/** Whoever is ticked is among them in any case: a form sends only what it shows. */
function strikeLists(
  { draft, friends, say }: Part,
  struck: ReadonlySet<PersonId>,
): readonly { readonly title: string; readonly people: readonly Placed[] }[] {
  const ring = (which: Ring) => friends.filter(({ ring }) => ring === which);
  const before = (people: readonly Placed[]) => people.filter(({ personId }) => struck.has(personId));
  const filled = (lists: { title: string; people: readonly Placed[] }[]) => lists.filter(({ people }) => people.length);
  if (draft.strikeQuery.trim() !== "") {
    const found = foundAmong(friends, draft.strikeQuery, struck).slice(0, LISTED_FRIENDS);
    return [...filled([{ title: say("strike_before"), people: before(friends) }]), {
      title: say("found"),
      people: found,
    }];
  }
  return filled([
    { title: say("strike_now"), people: ring(1) },
    { title: say("strike_later"), people: ring(2) },
    friends.length > LISTED_FRIENDS
      ? { title: say("strike_before"), people: before(ring(3)) }
      : { title: say("strike_last"), people: ring(3) },
  ]);
}

function foundAmong(friends: readonly Placed[], query: string, without: ReadonlySet<PersonId>): readonly Placed[] {
  const sought = query.trim().toLowerCase();
  return friends.filter(({ personId, name }) => !without.has(personId) && name.toLowerCase().includes(sought));
}

function People({ draft, friends, action, say }: Part): JSX.Element {
  const chosen = new Set(draft.personIds);
  const isSought = draft.query.trim() !== "";
  const found = foundAmong(friends, draft.query, chosen);
  const listed = [...friends.filter(({ personId }) => chosen.has(personId)), ...found.slice(0, LISTED_FRIENDS)];
  return (
    <>
      {friends.length > LISTED_FRIENDS && (
        <Search
          name="q"
          value={draft.query}
          hint={say("closest", { count: LISTED_FRIENDS })}
          action={action}
          say={say}
        />
      )}
      {isSought && <input type="hidden" name="searched" value={draft.query} />}
      {isSought && found.length === 0 && <p class="soft" role="status">{say("search_none")}</p>}
      <div class="ticks">
        {listed.map((person) => (
          <Tick key={person.personId} name="person" person={person} checked={chosen.has(person.personId)} say={say} />
        ))}
      </div>
    </>
  );
}

interface SearchProps extends Pick<Part, "action" | "say"> {
  readonly name: string;
  readonly value: string;
  readonly hint: string | undefined;
}

function Search({ name, value, hint, action, say }: SearchProps): JSX.Element {
  return (
    <Field
      type="search"
      name={name}
      label={say("search")}
      value={value}
      autocomplete="off"
      hint={hint}
      beside={
        <Button type="submit" formmethod="get" formaction={`${action}#audience`} formnovalidate>
          {say("search_do")}
        </Button>
      }
    />
  );
}

interface TickProps extends Pick<Part, "say"> {
  readonly name: string;
  readonly person: Placed;
  readonly checked: boolean;
}

function Tick({ name, person, checked, say }: TickProps): JSX.Element {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value={person.personId} checked={checked} />
      <span class="tick-name">
        <bdi>{person.name}</bdi>
        {person.dimmed && <span class="soft small">{say("dimmed")}</span>}
      </span>
    </label>
  );
}

function Groups({ draft, groups, say }: Part): JSX.Element {
  if (groups.length === 0) {
    return (
      <p class="soft">
        {say("no_groups")} <a href="/groups">{say("find_groups")}</a>
      </p>
    );
  }
  return (
    <label class="field">
      <span class="field-label">{say("group_choice")}</span>
      <select class="select" name="group">
        {groups.map(({ id, name }) => <option key={id} value={id} selected={id === draft.groupId}>{name}</option>)}
      </select>
    </label>
  );
}

function NoFriends({ say }: Pick<Part, "say">): JSX.Element {
  return (
    <p class="soft">
      {say("no_friends")} <a href="/friends">{say("find_friends")}</a>
    </p>
  );
}
