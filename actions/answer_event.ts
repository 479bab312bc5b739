/**
 * Says whether one comes to an event. Who comes, or maybe, asks by that to be told shortly before the room opens, when it is moved
 * and when it is called off; who cannot come is told none of it. Whoever was invited by name has answered that by it, too.
 */
import { writeEventAnswer } from "../db/event_answers.ts";
import { writeAnswersOf } from "../db/invitations.ts";
import { deleteReminder, insertReminder } from "../db/reminders.ts";
import { decideAnswering, type EventAnswer } from "../domain/event.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { replanReminders } from "./plan_reminders.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";

/** A later answer takes the place of the one before; null takes it back. Refuses as `seenEvent` and `decideAnswering` do. */
export function answerEvent(
  deps: Pick<Deps, "db" | "seatTokens" | "now">,
  asker: Asker,
  place: EventPlace,
  answer: EventAnswer | null,
): Promise<Outcome<null>> {
  return evenly(() =>
    deps.db.transaction().execute(async (trx) => {
      const { viewer } = asker;
      if (viewer.kind === "guest") return refused("not_signed_in");
      const seen = await seenEvent(deps, trx, asker, place);
      if (!seen.ok) return seen;
      const { event, now } = seen.value;
      const decision = decideAnswering(event, viewer.personId, now);
      if (!decision.ok) return decision;
      await writeEventAnswer(trx, event.id, viewer.personId, answer, now);
      await writeAnswersOf(trx, event.room.id, viewer.personId, answer, now);
      const who = { kind: "person", personId: viewer.personId } as const;
      if (answer === "going" || answer === "maybe") await insertReminder(trx, event.room.id, who, now);
      else await deleteReminder(trx, event.room.id, who);
      await replanReminders(trx, now, event.room, [{ personId: viewer.personId }]);
      return granted(null);
    })
  );
}
