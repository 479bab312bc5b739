/** One's friends, by name. */
import type { JSX } from "preact";
import type { Friends } from "../../../actions/list_friends.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { FriendRow } from "../../../components/FriendRow.tsx";
import { friendWords } from "../../../words/friends.ts";
import { speaker } from "../../../words/speaker.ts";
import { NameSearch } from "./NameSearch.tsx";
import { NextPage } from "./NextPage.tsx";

export interface FriendListProps {
  readonly locale: string;
  readonly friends: Friends;
  readonly query: string;
  /** Whether the page shown is not the first. */
  readonly later: boolean;
  readonly now: Date;
  readonly back: string;
}

export function FriendList({ locale, friends, query, later, now, back }: FriendListProps): JSX.Element {
  const say = speaker(friendWords, locale);
  const { people, next, count } = friends;
  return (
    <section class="stack" aria-labelledby="friends">
      <h2 id="friends">{say("friends", { count })}</h2>
      {count > 0 && <NameSearch locale={locale} path="/friends" label={say("search_label")} query={query} />}
      {people.length === 0 ? <Empty locale={locale} query={query} none={count === 0} /> : (
        <ul class="person-list">
          {people.map((friend) => <FriendRow key={friend.id} locale={locale} friend={friend} now={now} back={back} />)}
        </ul>
      )}
      <NextPage locale={locale} path="/friends" query={query} next={next} later={later} />
    </section>
  );
}

function Empty(
  { locale, query, none }: { readonly locale: string; readonly query: string; readonly none: boolean },
): JSX.Element {
  const say = speaker(friendWords, locale);
  if (none || query === "") return <EmptyState title={say("empty_title")} text={say("empty")} />;
  return <EmptyState title={say("search_none_title")} text={say("search_none", { query })} />;
}
