/** Looks through a list by a part of the name. Shown where there is something to look through. */
import type { JSX } from "preact";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Search } from "../../../components/icons.ts";
import { friendWords } from "../../../words/friends.ts";
import { speaker } from "../../../words/speaker.ts";

export interface NameSearchProps {
  readonly locale: string;
  readonly path: string;
  readonly label: string;
  readonly query: string;
}

export function NameSearch({ locale, path, label, query }: NameSearchProps): JSX.Element {
  const say = speaker(friendWords, locale);
  return (
    <form class="row" method="get" action={path} role="search" aria-label={label}>
      <div class="name-search">
        <Field
          name="q"
          type="search"
          label={label}
          value={query}
          maxLength={300}
          autocomplete="off"
          beside={<Button type="submit" icon={Search} label={say("search")} />}
        />
      </div>
      {query !== "" && <ButtonLink href={path} variant="plain">{say("search_all")}</ButtonLink>}
    </form>
  );
}
