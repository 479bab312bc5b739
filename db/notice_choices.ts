/** What people have chosen of their notices, and who wants no mail, in SQL. */
import type { Db } from "./database.ts";
import { type PersonId, personId } from "../domain/ids.ts";
import { type Choice, type Choices, choicesOf } from "../domain/notice_choice.ts";
import type { QuietHours } from "../domain/quiet_hours.ts";
import { LEAD_MINUTES, type Wishes } from "../domain/telling.ts";

export interface NoticeSetting {
  readonly leadMinutes: number;
  /** Null: nobody has said it yet. */
  readonly zone: string | null;
  readonly quiet: Pick<QuietHours, "fromMinute" | "untilMinute"> | null;
}

export const USUAL_SETTING: NoticeSetting = { leadMinutes: LEAD_MINUTES, zone: null, quiet: null };

/** Everybody has an entry who has chosen anything. */
export async function readChoices(db: Db, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Choices>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom("notice_choice").selectAll().where("person_id", "in", [...people]).execute();
  const chosen = Map.groupBy(rows, (row) => personId(row.person_id));
  return new Map([...chosen].map(([person, choices]) => [person, choicesOf(choices)]));
}

/** The others stay as they are. */
export async function writeChoices(db: Db, person: PersonId, choices: readonly Choice[]): Promise<void> {
  if (choices.length === 0) return;
  await db.insertInto("notice_choice")
    .values(choices.map(({ matter, channel, on }) => ({ person_id: person, matter, channel, on })))
    .onConflict((conflict) =>
      conflict.columns(["person_id", "matter", "channel"]).doUpdateSet((eb) => ({ on: eb.ref("excluded.on") }))
    )
    .execute();
}

/** Everybody has an entry who has set anything. */
export async function readSettings(db: Db, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, NoticeSetting>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom("notice_setting").selectAll().where("person_id", "in", [...people]).execute();
  return new Map(rows.map((row) => [personId(row.person_id), {
    leadMinutes: row.lead_minutes,
    zone: row.zone,
    quiet: row.quiet_from === null || row.quiet_until === null
      ? null
      : { fromMinute: row.quiet_from, untilMinute: row.quiet_until },
  }]));
}

export async function writeSetting(
  db: Db,
  person: PersonId,
  { leadMinutes, zone, quiet }: NoticeSetting,
): Promise<void> {
  const row = {
    lead_minutes: leadMinutes,
    zone,
    quiet_from: quiet?.fromMinute ?? null,
    quiet_until: quiet?.untilMinute ?? null,
  };
  await db.insertInto("notice_setting").values({ person_id: person, ...row })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(row))
    .execute();
}

export interface Reachable {
  readonly name: string;
  readonly email: string;
  readonly zone: string | null;
  readonly suspended: boolean;
  readonly wishes: Wishes;
}

/** Of those who have an account still. */
export async function readReachable(db: Db, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Reachable>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["id", "name", "email", "suspended_at"])
    .where("id", "in", [...people]).execute();
  const [choices, settings, stopped] = await Promise.all([
    readChoices(db, people),
    readSettings(db, people),
    readStopped(db, rows.map(({ email }) => email)),
  ]);
  return new Map(rows.map(({ id, name, email, suspended_at }) => {
    const person = personId(id);
    const { zone, quiet } = settings.get(person) ?? USUAL_SETTING;
    return [person, {
      name,
      email,
      zone,
      suspended: suspended_at !== null,
      wishes: {
        choices: choices.get(person) ?? choicesOf([]),
        quiet: quiet === null || zone === null ? null : { ...quiet, zone },
        stopped: stopped.has(email),
      },
    }];
  }));
}

/** Which of these addresses, in lower case, get no mail. */
export async function readStopped(db: Db, emails: readonly string[]): Promise<ReadonlySet<string>> {
  if (emails.length === 0) return new Set();
  const rows = await db.selectFrom("mail_stop").select("email").where("email", "in", [...emails]).execute();
  return new Set(rows.map(({ email }) => email));
}

/** Idempotent. */
export async function stopMail(db: Db, email: string, at: Date): Promise<void> {
  await db.insertInto("mail_stop").values({ email, stopped_at: at })
    .onConflict((conflict) => conflict.column("email").doNothing()).execute();
}

export async function allowMail(db: Db, email: string): Promise<void> {
  await db.deleteFrom("mail_stop").where("email", "=", email).execute();
}
