/** What a group's small forms answer: on to a page, or back to the group with what stood in the way. */
import { HttpError } from "fresh";
import type { GroupId } from "../../../domain/ids.ts";
import type { Outcome } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";

export function answerDeed(outcome: Outcome<unknown>, groupId: GroupId, onwards = groupPath(groupId)): Response {
  if (outcome.ok) return seeOther(onwards);
  if (outcome.refusal === "not_signed_in") return seeOther(signInPath(groupPath(groupId)));
  if (outcome.refusal === "last_admin") return seeOther(`${groupPath(groupId)}?last_admin`);
  throw new HttpError(statusOf(outcome.refusal));
}

/** An answered request is gone, so a second press of the same button changes nothing. Strangers are told by the group's page. */
export function answerRequest(outcome: Outcome<unknown>, groupId: GroupId): Response {
  if (!outcome.ok && outcome.refusal === "not_found") return seeOther(groupPath(groupId));
  return answerDeed(outcome, groupId);
}

export function groupPath(groupId: GroupId): string {
  return `/groups/${encodeURIComponent(groupId)}`;
}
