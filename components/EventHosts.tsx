/** Who hosts an event, and for its host the forms that name further ones and take that back. They work without a script. */
import type { JSX } from "preact";
import { type Event, eventPath } from "../domain/event.ts";
import type { PersonId } from "../domain/ids.ts";
import { eventWords } from "../words/events.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { Field } from "./Field.tsx";
import { PersonRow } from "./PersonRow.tsx";

interface Person {
  readonly id: PersonId;
  readonly name: string;
}

export interface EventHostsProps {
  readonly locale: string;
  readonly event: Pick<Event, "id" | "room">;
  /** Without its host. */
  readonly coHosts: readonly Person[];
  /** Null for everybody but its host, and once it is over. */
  readonly naming: HostNaming | null;
}

export interface HostNaming {
  /** Whom the host may name. */
  readonly people: readonly Person[];
  /** There are more than these. */
  readonly more: boolean;
  /** What was searched for. */
  readonly query: string;
}

export function EventHosts({ locale, event: { id, room }, coHosts, naming }: EventHostsProps): JSX.Element {
  const say = speaker(eventWords, locale);
  const path = `${eventPath(id)}/hosts`;
  return (
    <section class="stack" aria-labelledby="hosts">
      <h2 id="hosts">{say("hosts")}</h2>
      <ul class="event-hosts">
        <PersonRow name={room.hostName} about={say("host")} />
        {coHosts.map((person) => (
          <PersonRow key={person.id} name={person.name} about={say("further_host")}>
            {naming !== null && (
              <DeedForm
                action={`${path}/${encodeURIComponent(person.id)}/remove`}
                fields={{}}
                variant="plain"
                name={say("host_remove_name", { name: person.name })}
              >
                {say("host_remove")}
              </DeedForm>
            )}
          </PersonRow>
        ))}
      </ul>
      {naming !== null && <Naming locale={locale} path={path} page={eventPath(id)} {...naming} />}
    </section>
  );
}

interface NamingProps extends HostNaming {
  readonly locale: string;
  readonly path: string;
  readonly page: string;
}

function Naming({ locale, path, page, people, more, query }: NamingProps): JSX.Element {
  const say = speaker(eventWords, locale);
  return (
    <details class="event-naming" open={query !== ""}>
      <summary>{say("host_name")}</summary>
      <div class="stack">
        {(more || query !== "") && (
          <form method="get" action={`${page}#hosts`}>
            <Field
              type="search"
              name="host"
              label={say("host_search")}
              value={query}
              hint={more ? say("host_more", { count: people.length }) : undefined}
              autocomplete="off"
              beside={<Button type="submit">{say("host_search_do")}</Button>}
            />
          </form>
        )}
        {people.length === 0 ? <p class="soft">{say("host_none")}</p> : (
          <form class="stack" method="post" action={path}>
            <label class="field">
              <span class="field-label">{say("host_choice")}</span>
              <select class="select" name="person" required>
                {people.map((person) => <option key={person.id} value={person.id}>{person.name}</option>)}
              </select>
            </label>
            <p class="soft small">{say("hosts_text")}</p>
            <div>
              <Button type="submit">{say("host_save")}</Button>
            </div>
          </form>
        )}
      </div>
    </details>
  );
}
