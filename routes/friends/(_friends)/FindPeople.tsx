/** The search for people, what it found, and whom one has asked already. */
import type { JSX } from "preact";
import type { FoundPerson } from "../../../actions/find_people.ts";
import type { Acquaintance } from "../../../actions/list_friends.ts";
import { BlockDeed } from "../../../components/BlockDeed.tsx";
import { Button } from "../../../components/Button.tsx";
import { DeedForm } from "../../../components/DeedForm.tsx";
import { Field } from "../../../components/Field.tsx";
import { Check, Search, UserPlus } from "../../../components/icons.ts";
import { PersonMenu } from "../../../components/PersonMenu.tsx";
import { PersonRow } from "../../../components/PersonRow.tsx";
import { friendWords } from "../../../words/friends.ts";
import { speaker } from "../../../words/speaker.ts";

export interface FindPeopleProps {
  readonly locale: string;
  readonly find: string;
  readonly found: readonly FoundPerson[] | null;
  /** How many characters it takes at least, if there were fewer. */
  readonly tooShort: number | null;
  /** As many were found as are ever shown. */
  readonly full: boolean;
  readonly mine: readonly Acquaintance[];
  /** Who stands elsewhere on the page with a menu of their own. */
  readonly elsewhere: ReadonlySet<string>;
  readonly back: string;
}

export function FindPeople(props: FindPeopleProps): JSX.Element {
  const { locale, find, found, tooShort, full, mine, elsewhere, back } = props;
  const say = speaker(friendWords, locale);
  return (
    <section class="stack" aria-labelledby="find-people">
      <h2 id="find-people">{say("find")}</h2>
      <form class="form" method="get" action="/friends" role="search" aria-label={say("find")}>
        <Field
          name="find"
          label={say("find_label")}
          hint={say("find_hint")}
          error={tooShort === null ? undefined : say("find_short", { count: tooShort })}
          value={find}
          maxLength={300}
          autocomplete="off"
          required
          beside={<Button type="submit" icon={Search}>{say("find_button")}</Button>}
        />
      </form>
      {found?.length === 0 && <p class="soft" role="status">{say("found_none")}</p>}
      {found !== null && found.length > 0 && (
        <ul class="person-list">
          {found.map((person) => (
            <PersonRow
              key={person.id}
              name={person.name}
              about={person.tie === "friend" || person.tie === "asked" ? say(`tie_${person.tie}`) : null}
            >
              <Deed locale={locale} person={person} back={back} />
              {!elsewhere.has(person.id) && (
                <PersonMenu label={say("menu", { name: person.name })}>
                  <BlockDeed locale={locale} id={person.id} name={person.name} />
                </PersonMenu>
              )}
            </PersonRow>
          ))}
        </ul>
      )}
      {full && <p class="soft small">{say("found_many")}</p>}
      {mine.length > 0 && (
        <>
          <h3 id="asked">{say("mine")}</h3>
          <ul class="person-list" aria-labelledby="asked">
            {mine.map(({ id, name }) => <PersonRow key={id} name={name} about={say("tie_asked")} />)}
          </ul>
        </>
      )}
    </section>
  );
}

function Deed(
  { locale, person, back }: { readonly locale: string; readonly person: FoundPerson; readonly back: string },
): JSX.Element | null {
  const say = speaker(friendWords, locale);
  const { id, name, tie } = person;
  if (tie === "friend" || tie === "asked") return null;
  const path = `/friends/${encodeURIComponent(id)}`;
  return (
    <div class="person-answers">
      {tie === "asks"
        ? (
          <DeedForm
            action={`${path}/accept`}
            fields={{ back }}
            variant="primary"
            icon={Check}
            name={say("accept_named", { name })}
          >
            {say("accept")}
          </DeedForm>
        )
        : (
          <DeedForm action={`${path}/ask`} fields={{ back }} icon={UserPlus} name={say("ask_named", { name })}>
            {say("ask")}
          </DeedForm>
        )}
    </div>
  );
}
