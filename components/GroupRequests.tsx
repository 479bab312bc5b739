/** Who asks to be let into a group, for its admins to answer. */
import type { JSX } from "preact";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { groupWords } from "../words/groups.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button } from "./Button.tsx";

export interface GroupRequestsProps {
  readonly locale: string;
  readonly groupId: GroupId;
  readonly requests: readonly { readonly personId: PersonId; readonly name: string; readonly askedAt: Date }[];
  readonly now: Date;
}

export function GroupRequests({ locale, groupId, requests, now }: GroupRequestsProps): JSX.Element {
  const say = speaker(groupWords, locale);
  return (
    <ul class="people">
      {requests.map(({ personId, name, askedAt }) => (
        <li key={personId} class="people-one">
          <Avatar name={name} size="small" />
          <bdi class="people-name">{name}</bdi>
          <span class="soft small">{relativeTime(askedAt, now, locale)}</span>
          <div class="people-answers">
            <form method="post" action={`/groups/${groupId}/requests/${personId}/accept`}>
              <Button type="submit" variant="primary" aria-label={say("accept_name", { name })}>{say("accept")}</Button>
            </form>
            <form method="post" action={`/groups/${groupId}/requests/${personId}/decline`}>
              <Button type="submit" variant="plain" aria-label={say("decline_name", { name })}>{say("decline")}</Button>
            </form>
          </div>
        </li>
      ))}
    </ul>
  );
}
