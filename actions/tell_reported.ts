/** Tells the operator that there is a report. Work for the background: reporting does not wait for it, nor fail with it. */
import { findOperator } from "../db/operators.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";

/** Returns at once. A house without an operator's account has nobody to tell. */
export function tellReportedLater(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings" | "background" | "operatorEmail">,
  report: ReportId,
): void {
  deps.background.start("Failed to tell the operator of a report", async () => {
    const operator = await findOperator(deps.db, deps.operatorEmail);
    if (operator === null) return;
    await notify(deps, [{
      personId: operator,
      kind: "reported",
      aboutId: null,
      roomId: null,
      groupId: null,
      dedupKey: `reported:${report}`,
    }]);
  });
}
