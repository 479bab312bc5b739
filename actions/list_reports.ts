/** What was reported, for the operator. */
import { countOpenReports, type ListedReport, listReports as findReports, type ReportCursor } from "../db/reports.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";

export type { ListedReport, ReportCursor } from "../db/reports.ts";

export const REPORTS_A_PAGE = 20;

export interface ReportPage {
  /** Open ones first, each kind the newest first. */
  readonly reports: readonly ListedReport[];
  /** How many are open. */
  readonly open: number;
  /** After which the next page begins; null on the last one. */
  readonly next: ReportCursor | null;
}

/** Refuses with `not_found`, to everybody but the operator. */
export async function listReports(
  deps: Pick<Deps, "db" | "operatorEmail">,
  viewer: Viewer,
  after: ReportCursor | null,
): Promise<Outcome<ReportPage>> {
  const operator = await asOperator(deps, deps.db, viewer);
  if (!operator.ok) return operator;
  const [found, open] = await Promise.all([
    findReports(deps.db, { after, limit: REPORTS_A_PAGE + 1 }),
    countOpenReports(deps.db),
  ]);
  const reports = found.slice(0, REPORTS_A_PAGE);
  const last = reports.at(-1);
  const next = found.length > reports.length && last !== undefined
    ? { id: last.id, at: last.at, closed: last.closedAt !== null }
    : null;
  return granted({ reports, open, next });
}
