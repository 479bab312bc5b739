/**
 * Somebody came into another's room. With an account, both have a little more to do with each other, and the host is told.
 * Work for the background: coming in does not wait for it, nor fail with it.
 */
import { recordInteractions } from "../db/interactions.ts";
import { markCame } from "../db/invited.ts";
import { visitFacts } from "../db/visits.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import type { ClaimedSeat } from "./claim_seat.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";

const HOUR_MS = 3_600_000;
/** Going out and in again is the same visit. */
const SAME_VISIT_MS = 24 * HOUR_MS;

type VisitDeps = Pick<Deps, "db" | "ids" | "now" | "tidings" | "stage">;

/** Left to the background by whoever gave a seat. Returns at once; a seat that was held already is no visit. */
export function recordVisitLater(
  deps: VisitDeps & Pick<Deps, "background">,
  { room, record: { id, personId }, claim, invited }: ClaimedSeat,
): void {
  if (claim === "held") return;
  const at = deps.now();
  if (invited) {
    const invitee = personId === null ? { seatId: id } : { personId };
    deps.background.start("Failed to note that an invitation was followed", async () => {
      if (await markCame(deps.db, room.id, invitee, at)) deps.tidings.hostingChanged(room.id);
    });
  }
  if (personId === null || personId === room.hostId) return;
  deps.background.start("Failed to record a visit", () => recordVisit(deps, room.id, personId, at));
}

/**
 * The visit counts once a day per room and person, the notice is told once an hour, and not to a host who sits inside and sees who
 * comes: one who waits behind the open door or whose connection is lost may be elsewhere. Nothing between people of whom one
 * blocked the other.
 */
export async function recordVisit(
  deps: VisitDeps,
  roomId: RoomId,
  visitor: PersonId,
  at: Date,
): Promise<void> {
  const facts = await visitFacts(deps.db, roomId, visitor);
  if (facts === null || facts.hostId === visitor || facts.blocked) return;
  const { hostId, chosen, hostSeat, lastAt } = facts;
  if (lastAt === null || at.getTime() - lastAt.getTime() >= SAME_VISIT_MS) {
    const visit = { amount: 1, roomId, at };
    await recordInteractions(deps.db, [
      { personId: visitor, otherId: hostId, kind: "dropped_in", ...visit },
      { personId: hostId, otherId: visitor, kind: "was_visited", ...visit },
      ...(chosen ? [{ personId: visitor, otherId: hostId, kind: "followed" as const, ...visit }] : []),
    ]);
  }
  if (hostSeat !== null && deps.stage.seat(roomId, hostSeat)?.presence === "inside") return;
  await notify(deps, [{
    personId: hostId,
    kind: "came_in",
    aboutId: visitor,
    roomId,
    groupId: null,
    dedupKey: `came_in:${roomId}:${visitor}:${Math.floor(at.getTime() / HOUR_MS)}`,
  }]);
}
