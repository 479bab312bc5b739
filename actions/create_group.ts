/** Founds a group; whoever does is its first admin. */
import { insertMember } from "../db/group_members.ts";
import { insertGroup } from "../db/groups.ts";
import { type Group, type GroupText, type Joining, parseGroupText } from "../domain/group.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/** Refuses with `not_signed_in` or `bad_group`. */
export async function createGroup(
  deps: Pick<Deps, "db" | "ids" | "now">,
  viewer: Viewer,
  input: GroupText & { readonly joining: Joining },
): Promise<Outcome<Group>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const text = parseGroupText(input);
  if (!text.ok) return text;
  const createdAt = deps.now();
  const group: Group = {
    ...text.value,
    id: deps.ids.groupId(),
    code: deps.ids.groupCode(),
    joining: input.joining,
    createdAt,
  };
  await deps.db.transaction().execute(async (trx) => {
    await insertGroup(trx, group);
    await insertMember(trx, { groupId: group.id, personId: viewer.personId, role: "admin", joinedAt: createdAt });
  });
  return granted(group);
}
