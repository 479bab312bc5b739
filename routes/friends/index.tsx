/** Who one's friends are, who asks to be one, and how to find others. */
import { HttpError, page } from "fresh";
import { findPeople, FOUND_MAX, type FoundPerson, SEARCH_MIN_GRAPHEMES } from "../../actions/find_people.ts";
import { type Friends, listFriends } from "../../actions/list_friends.ts";
import { define } from "../../define.ts";
import { statusOf } from "../../protocol/api.ts";
import { readNameCursor } from "../../protocol/friends.ts";
import { friendWords } from "../../words/friends.ts";
import { speaker } from "../../words/speaker.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";
import { FindPeople } from "./(_friends)/FindPeople.tsx";
import { FriendList } from "./(_friends)/FriendList.tsx";
import { Requests } from "./(_friends)/Requests.tsx";

interface Shown {
  readonly friends: Friends;
  readonly query: string;
  /** Whether the page of friends is not the first. */
  readonly later: boolean;
  /** What was looked for, and who was found; null where nobody looked, or for too little. */
  readonly find: string;
  readonly found: readonly FoundPerson[] | null;
  /** Where deeds lead back to. */
  readonly back: string;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const { searchParams, pathname, search } = ctx.url;
    const back = pathname + search;
    if (viewer.kind === "guest") return seeOther(signInPath(back));
    const query = searchParams.get("q") ?? "";
    const find = searchParams.get("find") ?? "";
    const after = readNameCursor(searchParams.get("after"));
    const [friends, found] = await Promise.all([
      listFriends(deps, viewer, { query, after }),
      find === "" ? null : findPeople(deps, viewer, find),
    ]);
    if (!friends.ok) throw new HttpError(statusOf(friends.refusal));
    return page<Shown>({
      friends: friends.value,
      query,
      later: after !== null,
      find,
      found: found?.ok ? found.value : null,
      back,
    });
  },
});

export default define.page<typeof handler>(function FriendsPage({ data, state }) {
  const { locale, deps } = state;
  const { friends, query, later, find, found, back } = data;
  const say = speaker(friendWords, locale);
  const now = deps.now();
  return (
    <div class="friends stack stack-wide">
      <PageTitle page={say("page")} locale={locale} />
      <div class="stack stack-tight">
        <h1>{say("heading")}</h1>
        <p class="lead">{say("text")}</p>
      </div>
      <Requests locale={locale} toMe={friends.toMe} now={now} back={back} />
      <FindPeople
        locale={locale}
        find={find}
        found={found}
        tooShort={find !== "" && found === null ? SEARCH_MIN_GRAPHEMES : null}
        full={found?.length === FOUND_MAX}
        mine={friends.mine}
        elsewhere={new Set([...friends.people, ...friends.toMe].map(({ id }) => id))}
        back={back}
      />
      <FriendList locale={locale} friends={friends} query={query} later={later} now={now} back={back} />
      <p>
        <a href="/friends/blocked">{say("blocked_link")}</a>
      </p>
    </div>
  );
});
