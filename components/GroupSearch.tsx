/** Searching a long list of a group's pages, and turning its pages. Both are plain links and forms by GET. */
import type { JSX } from "preact";
import { groupWords } from "../words/groups.ts";
import { speaker } from "../words/speaker.ts";
import { Button, ButtonLink } from "./Button.tsx";

export interface GroupSearchProps {
  readonly locale: string;
  /** The page whose list it is. */
  readonly action: string;
  readonly label: string;
  readonly query: string;
}

export function GroupSearch({ locale, action, label, query }: GroupSearchProps): JSX.Element {
  const say = speaker(groupWords, locale);
  return (
    <form class="group-search" role="search" method="get" action={action}>
      <input
        class="input"
        type="search"
        name="q"
        value={query}
        aria-label={label}
        placeholder={label}
        maxLength={100}
      />
      <Button type="submit">{say("find")}</Button>
      {query !== "" && <ButtonLink href={action} variant="plain">{say("clear")}</ButtonLink>}
    </form>
  );
}

export interface GroupPagerProps {
  readonly locale: string;
  /** Null where there is none. */
  readonly firstHref: string | null;
  readonly nextHref: string | null;
}

export function GroupPager({ locale, firstHref, nextHref }: GroupPagerProps): JSX.Element | null {
  if (firstHref === null && nextHref === null) return null;
  const say = speaker(groupWords, locale);
  return (
    <nav class="row" aria-label={say("pages")}>
      {firstHref !== null && <ButtonLink href={firstHref} variant="plain">{say("start")}</ButtonLink>}
      {nextHref !== null && <ButtonLink href={nextHref}>{say("more")}</ButtonLink>}
    </nav>
  );
}
