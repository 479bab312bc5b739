/**
 * Answers somebody who knocks. "Let in" opens the door once for them, whatever else keeps others out; "in a minute" is told to
 * them; "not now" and "quiet for today" are not, so that a refusal looks like no answer.
 */
import { recordDeed } from "../db/audit.ts";
import { findKnockById, type KnockRecord, writeKnock } from "../db/knocks.ts";
import type { KnockId, RoomId } from "../domain/ids.ts";
import { decideAnswer, type KnockAnswer, type KnockState, toldBy } from "../domain/knock.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { managedRoom } from "./managed_room.ts";
import { isAtDoor } from "./read_heard_knocks.ts";
import { recordLetIn } from "./record_let_in.ts";
import { untellKnock } from "./tell_knock.ts";

export interface AnsweredKnock {
  readonly id: KnockId;
  readonly name: string;
  /** As it stands now: who was let in stays let in, whatever was answered after. */
  readonly state: KnockState;
}

/** Refuses as `decideDeed` and `decideAnswer` do; with `knocker_gone` also whom the room is hidden from by now. */
export async function answerKnock(
  deps: Pick<
    Deps,
    "db" | "seatTokens" | "publisher" | "tidings" | "background" | "now" | "operatorEmail"
  >,
  asker: Asker,
  roomId: RoomId,
  id: KnockId,
  answer: KnockAnswer,
): Promise<Outcome<AnsweredKnock>> {
  const answered = await deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, "answer_knock");
    if (!managed.ok) return managed;
    const { room, actor, now } = managed.value;
    const before = await findKnockById(trx, roomId, id);
    if (before === null) return refused("not_found");
    const decided = decideAnswer(before, answer, now);
    if (!decided.ok) return decided;
    if (!await isAtDoor(trx, room, before.knocker, now)) return refused("knocker_gone");
    if (decided.value === before) return granted({ before, after: before, now });
    const after: KnockRecord = { ...before, ...decided.value, answeredAt: now };
    await writeKnock(trx, after);
    const subject = { id: subjectOf(after), name: after.name };
    await recordDeed(trx, { at: now, actor, deed: "knock_answered", roomId, subject, detail: { answer } });
    return granted({ before, after, now });
  });
  if (!answered.ok) return answered;
  const { before, after, now } = answered.value;
  if (after !== before) {
    deps.publisher.knockChanged(roomId, after.knocker, toldBy(before, after, now));
    deps.background.start("Failed to settle an answered knock", async () => {
      await untellKnock(deps, roomId, id);
      if (answer === "in") await recordLetIn(deps, asker.viewer, after);
    });
  }
  return granted({ id, name: after.name, state: after.state });
}

function subjectOf({ knocker }: KnockRecord): string {
  return knocker.kind === "person" ? knocker.personId : knocker.seatId;
}
