/** Lets somebody who was suspended in again. Rooms that ended and seats that were left do not come back. */
import { recordDeed } from "../db/audit.ts";
import { lockPerson, setSuspended } from "../db/suspensions.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { parseSuspensionReason } from "../domain/suspension.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";

/**
 * Idempotent. Refuses with `not_found` (to everybody but the operator, and an id that nobody has) and `bad_text`. They sign in
 * anew.
 */
export async function liftSuspension(
  deps: Pick<Deps, "db" | "suspended" | "now" | "operatorEmail">,
  viewer: Viewer,
  person: PersonId,
  rawReason: string,
): Promise<Outcome<null>> {
  const done = await deps.db.transaction().execute(async (trx) => {
    const operator = await asOperator(deps, trx, viewer);
    if (!operator.ok) return operator;
    const reason = parseSuspensionReason(rawReason);
    if (!reason.ok) return reason;
    const found = await lockPerson(trx, person);
    if (found === null) return refused("not_found");
    if (found.suspendedAt === null) return granted(null);
    await setSuspended(trx, person, null);
    await recordDeed(trx, {
      at: deps.now(),
      actor: operator.value,
      deed: "suspension_lifted",
      roomId: null,
      subject: { id: person, name: found.name },
      detail: { reason: reason.value },
    });
    return granted(null);
  });
  if (done.ok) deps.suspended.forget();
  return done;
}
