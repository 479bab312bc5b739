/** Puts a report aside: the operator has seen to it. */
import { recordDeed } from "../db/audit.ts";
import { closeReport as markClosed, findReport, type Report } from "../db/reports.ts";
import type { ReportId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";

/** Idempotent: one that is closed stays closed since then. Refuses with `not_found`, also to everybody but the operator. */
export async function closeReport(
  deps: Pick<Deps, "db" | "now" | "operatorEmail">,
  viewer: Viewer,
  id: ReportId,
): Promise<Outcome<Report>> {
  return await deps.db.transaction().execute(async (trx) => {
    const operator = await asOperator(deps, trx, viewer);
    if (!operator.ok) return operator;
    const found = await findReport(trx, id);
    if (found === null) return refused("not_found");
    const at = deps.now();
    const closed = await markClosed(trx, id, at);
    if (closed === null) return granted(await findReport(trx, id) ?? found);
    const { subject, room } = closed;
    await recordDeed(trx, {
      at,
      actor: operator.value,
      deed: "report_closed",
      roomId: room.id,
      subject: subject && { id: subject.personId ?? subject.seatId, name: subject.name },
      detail: { report: id },
    });
    return granted(closed);
  });
}
