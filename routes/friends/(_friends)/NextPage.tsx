/** Where a list by name goes on, and back to its start. */
import type { JSX } from "preact";
import type { NameCursor } from "../../../actions/list_friends.ts";
import { NAMES_A_PAGE } from "../../../actions/name_part.ts";
import { ButtonLink } from "../../../components/Button.tsx";
import { writeNameCursor } from "../../../protocol/friends.ts";
import { friendWords } from "../../../words/friends.ts";
import { speaker } from "../../../words/speaker.ts";

export interface NextPageProps {
  readonly locale: string;
  readonly path: string;
  readonly query: string;
  readonly next: NameCursor | null;
  /** Whether the page shown is not the first. */
  readonly later: boolean;
}

export function NextPage({ locale, path, query, next, later }: NextPageProps): JSX.Element | null {
  const say = speaker(friendWords, locale);
  if (next === null && !later) return null;
  const search = query === "" ? {} : { q: query };
  const start = new URLSearchParams(search).toString();
  return (
    <nav class="row" aria-label={say("pages")}>
      {later && <ButtonLink href={start === "" ? path : `${path}?${start}`} variant="plain">{say("first")}</ButtonLink>}
      {next !== null && (
        <ButtonLink href={`${path}?${new URLSearchParams({ ...search, after: writeNameCursor(next) })}`}>
          {say("next", { count: NAMES_A_PAGE })}
        </ButtonLink>
      )}
    </nav>
  );
}
