/** The members of a group, one line each; for admins with what they may do, which opens at a press so that nobody slips. */
import type { JSX } from "preact";
import type { GroupMember } from "../domain/group.ts";
import type { GroupId, PersonId } from "../domain/ids.ts";
import { groupWords } from "../words/groups.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button, buttonClass } from "./Button.tsx";

export interface GroupMembersProps {
  readonly locale: string;
  readonly groupId: GroupId;
  readonly members: readonly GroupMember[];
  /** Who looks. */
  readonly viewerId: PersonId;
  readonly isAdmin: boolean;
}

export function GroupMembers({ locale, groupId, members, viewerId, isAdmin }: GroupMembersProps): JSX.Element {
  const say = speaker(groupWords, locale);
  return (
    <ul class="people">
      {members.map((member) => (
        <li key={member.personId} class="people-one">
          <Avatar name={member.name} size="small" />
          <bdi class="people-name">{member.name}</bdi>
          {member.personId === viewerId && <span class="soft small">{say("oneself")}</span>}
          {member.role === "admin" && <span class="badge">{say("admin")}</span>}
          {isAdmin && (
            <MemberDeeds
              locale={locale}
              path={`/groups/${groupId}/members/${member.personId}`}
              member={member}
              isOneself={member.personId === viewerId}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

interface MemberDeedsProps {
  readonly locale: string;
  readonly path: string;
  readonly member: GroupMember;
  readonly isOneself: boolean;
}

function MemberDeeds({ locale, path, member: { name, role }, isOneself }: MemberDeedsProps): JSX.Element {
  const say = speaker(groupWords, locale);
  const other = role === "admin" ? "member" : "admin";
  return (
    <details class="people-deeds" name="member">
      <summary class={buttonClass({ variant: "plain" })} aria-label={say("manage_name", { name })}>
        {say("manage")}
      </summary>
      <div class="people-forms">
        <form method="post" action={`${path}/role`}>
          <input type="hidden" name="role" value={other} />
          <Button type="submit" aria-label={say(`make_${other}_name`, { name })}>{say(`make_${other}`)}</Button>
        </form>
        {!isOneself && (
          <form method="post" action={`${path}/remove`}>
            <Button type="submit" variant="danger" aria-label={say("remove_name", { name })}>{say("remove")}</Button>
          </form>
        )}
        {!isOneself && <p class="soft small">{say("remove_hint")}</p>}
      </div>
    </details>
  );
}
