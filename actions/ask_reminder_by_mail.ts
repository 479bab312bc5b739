/**
 * "Tell me" by mail, for who has no account: the house asks the address whether it wants to be told, and tells it nothing before it
 * has said so (`answer_reminder.ts`). Whether an address was written here before, stops mail or is told already changes nothing
 * about the answer, nor about how long it takes.
 */
import { countQuestions, deleteQuestionsUntil, insertQuestion } from "../db/reminder_questions.ts";
import { findSchedule } from "../db/schedules.ts";
import { lockRoom } from "../db/rooms.ts";
import type { Trx } from "../db/database.ts";
import { parseEmail } from "../domain/email.ts";
import { roomCode } from "../domain/ids.ts";
import { decideQuestion, QUESTION_GOOD_MS, QUESTIONS_COUNTED_MS, reminderPath } from "../domain/reminder.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { sightOf } from "../domain/visibility.ts";
import { tell } from "../notices/notices.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { onTheBeat } from "./evenly.ts";
import { findByLink } from "./find_by_link.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { openingFacts, questionSubject } from "./occasion.ts";
import { standingOf } from "./standing_of.ts";

type AskDeps = Pick<Deps, "db" | "seatTokens" | "ids" | "now" | "limits" | "mailLeaves">;

/**
 * Refuses with `bad_email`, `no_mail`, `too_many_requests`, `not_found`, `room_ended`, `already_open`, and with `account_needed`
 * where guests cannot come in.
 */
export async function askReminderByMail(
  deps: AskDeps,
  asker: Asker,
  code: string,
  written: string,
): Promise<Outcome<null>> {
  const email = parseEmail(written);
  if (email === null) return refused("bad_email");
  if (!deps.mailLeaves) return refused("no_mail");
  const allowed = await deps.limits.take("ask_mail", countedAs(asker));
  if (!allowed.ok) return allowed;
  return await onTheBeat(() => ask(deps, asker, code, email));
}

async function ask(deps: AskDeps, asker: Asker, code: string, email: string): Promise<Outcome<null>> {
  const found = await findByLink(deps, asker, code);
  if (found === null) return refused("not_found");
  return await deps.db.transaction().execute(async (trx) => {
    const room = await lockRoom(trx, found.id);
    if (room === null) return refused("not_found");
    const now = deps.now();
    const { viewer } = asker;
    const standing = await standingOf(trx, room, toVisitor(deps, asker, room.id), now);
    const sight = sightOf({ room, viewer, code: roomCode(code), seated: false, standing, now });
    if (sight === "nothing") return refused("not_found");
    if (room.state !== "scheduled") return refused(room.state === "ended" ? "room_ended" : "already_open");
    if (!room.settings.guestsAllowed) return refused("account_needed");
    const since = new Date(now.getTime() - QUESTIONS_COUNTED_MS);
    const decided = decideQuestion(await countQuestions(trx, { email, room: room.id, host: room.hostId, since }));
    if (!decided.ok) return decided;
    // Who was put out of the room finds a door that behaves like everybody's.
    if (decided.value && sight !== "shut") await write(deps, trx, room, email, now);
    return granted(null);
  });
}

async function write(deps: Pick<Deps, "ids">, trx: Trx, room: Room, email: string, now: Date): Promise<void> {
  await deleteQuestionsUntil(trx, new Date(now.getTime() - QUESTION_GOOD_MS));
  const code = deps.ids.questionCode();
  await insertQuestion(trx, { code, roomId: room.id, email, askedAt: now });
  const facts = openingFacts(room, await findSchedule(trx, room.id), null);
  await tell(trx, now, [{
    to: { email },
    kind: "confirm_reminder",
    subject: questionSubject(room.id),
    dedupKey: `confirm_reminder:${code}`,
    due: { at: now },
    goodUntil: room.opensAt,
    // It is in nobody's calendar before they have said yes.
    facts: { ...facts, occasion: { ...facts.occasion, path: reminderPath(code), calendar: null } },
  }], ["mail"]);
}
