/**
 * Brings the tables to the newest version. Migrations are imported, not read from a folder, so that the single binary
 * holds them. On PostgreSQL an advisory lock makes processes that start at once take turns.
 */
import { type Migration, Migrator } from "kysely/migration";
import type { Db } from "./database.ts";
import * as accountsAndRooms from "./migrations/0001_accounts_and_rooms.ts";
import * as tiesGroupsAndTrays from "./migrations/0002_ties_groups_and_trays.ts";
import * as theHostsHand from "./migrations/0003_the_hosts_hand.ts";
import * as schedules from "./migrations/0004_schedules.ts";
import * as outbox from "./migrations/0005_outbox.ts";
import * as invitations from "./migrations/0006_invitations.ts";
import * as events from "./migrations/0007_events.ts";
import * as eventPosts from "./migrations/0008_event_posts.ts";
import * as eventPictures from "./migrations/0009_event_pictures.ts";
import * as coHosts from "./migrations/0010_co_hosts.ts";
import * as eventGuestAnswers from "./migrations/0011_event_guest_answers.ts";
import * as reminderQuestions from "./migrations/0012_reminder_questions.ts";

/** Run in the order of their names. A migration that was released is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001_accounts_and_rooms": accountsAndRooms,
  "0002_ties_groups_and_trays": tiesGroupsAndTrays,
  "0003_the_hosts_hand": theHostsHand,
  "0004_schedules": schedules,
  "0005_outbox": outbox,
  "0006_invitations": invitations,
  "0007_events": events,
  "0008_event_posts": eventPosts,
  "0009_event_pictures": eventPictures,
  "0010_co_hosts": coHosts,
  "0011_event_guest_answers": eventGuestAnswers,
  "0012_reminder_questions": reminderQuestions,
};

/** Idempotent. Throws if one fails (then none of this run is kept), or if the database knows migrations that the code does not. */
export async function migrateToLatest(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  throw new Error(`Failed to migrate the database${failed ? `: ${failed}` : ""}`, { cause: error });
}
