/** Somebody chooses what they are told, by which channel, how long before a start, and at what hours nothing rings. */
import {
  allowMail,
  type NoticeSetting,
  readSettings,
  USUAL_SETTING,
  writeChoices,
  writeSetting,
} from "../db/notice_choices.ts";
import { moveLead } from "../db/outbox.ts";
import { type Choice, choicesOf } from "../domain/notice_choice.ts";
import { isZone, MINUTES_A_DAY } from "../domain/quiet_hours.ts";
import { type Outcome, refused } from "../domain/refusal.ts";
import { LEAD_MINUTES_MAX } from "../domain/telling.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { type NoticeChoices, readNoticeChoices } from "./read_notice_choices.ts";

/** What is left out stays as it is. */
export interface NoticeChoiceChanges {
  readonly choices?: readonly Choice[] | undefined;
  readonly leadMinutes?: number | undefined;
  readonly zone?: string | null | undefined;
  readonly quiet?: NoticeSetting["quiet"] | undefined;
  /** Takes mail again that was stopped by a link in one. */
  readonly allowMail?: boolean | undefined;
}

/**
 * All of it or nothing. What waits to be told is moved to the new lead. Refuses with `not_signed_in`, `bad_lead`, `bad_zone`,
 * and `bad_quiet_hours`, also for hours without a zone to count them in.
 */
export async function changeNoticeChoices(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  changes: NoticeChoiceChanges,
): Promise<Outcome<NoticeChoices>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const person = viewer.personId;
  const known = await readNoticeChoices(deps, viewer);
  if (!known.ok) return known;
  const before = (await readSettings(deps.db, [person])).get(person) ?? USUAL_SETTING;
  const after: NoticeSetting = {
    leadMinutes: changes.leadMinutes ?? before.leadMinutes,
    zone: changes.zone === undefined ? before.zone : changes.zone,
    quiet: changes.quiet === undefined ? before.quiet : changes.quiet,
  };
  if (!isWhole(after.leadMinutes, LEAD_MINUTES_MAX + 1)) return refused("bad_lead");
  if (after.zone !== null && !isZone(after.zone)) return refused("bad_zone");
  if (after.quiet !== null) {
    const { fromMinute, untilMinute } = after.quiet;
    const areHours = isWhole(fromMinute, MINUTES_A_DAY) && isWhole(untilMinute, MINUTES_A_DAY);
    if (!areHours || fromMinute === untilMinute || after.zone === null) return refused("bad_quiet_hours");
  }
  await deps.db.transaction().execute(async (trx) => {
    await writeChoices(trx, person, switched(changes.choices ?? []));
    await writeSetting(trx, person, after);
    if (after.leadMinutes !== before.leadMinutes) await moveLead(trx, person, after.leadMinutes);
    if (changes.allowMail) await allowMail(trx, known.value.email);
  });
  return await readNoticeChoices(deps, viewer);
}

/** Each switch once: a statement cannot write one row twice. */
function switched(choices: readonly Choice[]): readonly Choice[] {
  const chosen = choicesOf(choices);
  const keys = new Set(choices.map(({ matter, channel }) => JSON.stringify([matter, channel])));
  return choices
    .filter(({ matter, channel }) => keys.delete(JSON.stringify([matter, channel])))
    .map(({ matter, channel }) => ({ matter, channel, on: chosen[matter][channel] }));
}

function isWhole(value: number, below: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < below;
}
