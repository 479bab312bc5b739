/** What the audience part of a form shows, for a draft of it. */
import { planShowing, type ShowingPreview } from "../../../actions/plan_showing.ts";
import type { State } from "../../../define.ts";
import type { AudienceDraft } from "../../../domain/audience.ts";

const NOBODY: ShowingPreview = { foresight: { now: [], later: [], total: 0 }, friends: [], groups: [] };

export async function choicesFor({ deps, viewer }: State, draft: AudienceDraft): Promise<ShowingPreview> {
  const outcome = await planShowing(deps, viewer, draft);
  return outcome.ok ? outcome.value : NOBODY;
}

/** Whether the form was sent to look for friends: what stands in the search is not what the list was made by. */
export function isSearch(form: FormData, { kind, query, strikeQuery }: AudienceDraft): boolean {
  const isNew = (text: string, before: string) => text.trim() !== "" && form.get(before) !== text;
  if (kind === "people") return isNew(query, "searched");
  return kind === "friends" && isNew(strikeQuery, "strike_searched");
}
