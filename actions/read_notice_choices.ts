/** What somebody has chosen of what they are told, as it holds now. */
import { readReachable, readSettings, USUAL_SETTING } from "../db/notice_choices.ts";
import type { NoticeSetting } from "../db/notice_choices.ts";
import type { Choices } from "../domain/notice_choice.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

export interface NoticeChoices extends NoticeSetting {
  readonly choices: Choices;
  /** The address that mail goes to, and whether somebody has stopped all mail to it. */
  readonly email: string;
  readonly mailStopped: boolean;
}

/** Refuses with `not_signed_in`. */
export async function readNoticeChoices(deps: Pick<Deps, "db">, viewer: Viewer): Promise<Outcome<NoticeChoices>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const person = (await readReachable(deps.db, [viewer.personId])).get(viewer.personId);
  if (person === undefined) return refused("not_signed_in");
  const setting = (await readSettings(deps.db, [viewer.personId])).get(viewer.personId) ?? USUAL_SETTING;
  const { wishes: { choices, stopped }, email } = person;
  return granted({ ...setting, choices, email, mailStopped: stopped });
}
