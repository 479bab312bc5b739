/**
 * What the mail asks that `ask_reminder_by_mail.ts` sends: whether its reader wants to be told of the room. Who holds its link has
 * the mailbox. Looking at it changes nothing, since programs look at what stands in mails.
 */
import type { Db } from "../db/database.ts";
import { findQuestion, type ReminderQuestion } from "../db/reminder_questions.ts";
import { countReminders, deleteReminder, hasReminder, insertReminder } from "../db/reminders.ts";
import { findRoomById, lockRoom } from "../db/rooms.ts";
import { isAnswerable, REMINDERS_MAX } from "../domain/reminder.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { replanReminders } from "./plan_reminders.ts";
import { standingOf } from "./standing_of.ts";

export interface OpenedQuestion {
  readonly room: Room;
  /** The address is told of it. */
  readonly told: boolean;
}

type AnswerDeps = Pick<Deps, "db" | "seatTokens" | "now">;

/** Refuses with `not_found`, also where the room's link was replaced since, and with `room_ended`. Tells nobody's address. */
export function openQuestion(deps: AnswerDeps, asker: Asker, code: string): Promise<Outcome<OpenedQuestion>> {
  return evenly(async () => {
    const question = await findQuestion(deps.db, code);
    const room = question && await findRoomById(deps.db, question.roomId);
    return question && room ? await look(deps, deps.db, asker, question, room) : refused("not_found");
  });
}

/**
 * Idempotent, and as often as they change their mind. Refuses as above, with `already_open` for a yes that comes too late, and with
 * `room_full` once very many are told.
 */
export function answerReminder(
  deps: AnswerDeps,
  asker: Asker,
  code: string,
  wants: boolean,
): Promise<Outcome<OpenedQuestion>> {
  return evenly(async () => {
    const found = await findQuestion(deps.db, code);
    if (found === null) return refused("not_found");
    return await deps.db.transaction().execute(async (trx) => {
      const held = await lockRoom(trx, found.roomId);
      // As it is now that nobody replaces the room's link.
      const question = held && await findQuestion(trx, code);
      if (!held || !question) return refused("not_found");
      const opened = await look(deps, trx, asker, question, held);
      if (!opened.ok) return opened;
      const { room, told } = opened.value;
      if (told === wants) return opened;
      const who = { kind: "address", email: question.email } as const;
      const now = deps.now();
      if (!wants) {
        await deleteReminder(trx, room.id, who);
      } else {
        if (room.state !== "scheduled") return refused("already_open");
        if (await countReminders(trx, room.id) >= REMINDERS_MAX) return refused("room_full");
        await insertReminder(trx, room.id, who, now);
      }
      await replanReminders(trx, now, room, [{ email: question.email }]);
      return granted({ room, told: wants });
    });
  });
}

async function look(
  deps: AnswerDeps,
  db: Db,
  asker: Asker,
  { email, askedAt }: ReminderQuestion,
  room: Room,
): Promise<Outcome<OpenedQuestion>> {
  const now = deps.now();
  const told = await hasReminder(db, room.id, { kind: "address", email });
  if (!isAnswerable({ askedAt, told }, now)) return refused("not_found");
  const standing = await standingOf(db, room, toVisitor(deps, asker, room.id), now);
  const sight = sightOf({ room, viewer: asker.viewer, code: room.code, seated: false, standing, now });
  if (sight === "nothing" || sight === "shut") return refused("not_found");
  return room.state === "ended" ? refused("room_ended") : granted({ room, told });
}
